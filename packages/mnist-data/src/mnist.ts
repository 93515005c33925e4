import { assemble } from "./assemble.ts";
import { checksumOfFacts } from "./checksum.ts";
import type { DataSet, LoadOptions } from "./data-set.ts";
import { loadDigits } from "./digits.ts";
import { cachedOrFetched, Unreachable, type World } from "./fetch-mnist.ts";
import { readNamedFolder } from "./named-folder.ts";
import { namedFolder } from "./places.ts";

/**
 * mnist from the folder that the user named, or else the cache folder, or else a mirror, or else
 * the drawn digits in its place. A named folder either works or is an error: whoever names one
 * wants that one and no other.
 * @throws DataError if the named folder is not good, or none is to be had and none may stand in
 */
export async function loadMnist(options: LoadOptions, world: World): Promise<DataSet> {
  const named = namedFolder(options);
  const checksum = checksumOfFacts(world.facts);
  if (named) {
    const contents = await readNamedFolder(named.folder, named.by, world.facts);
    return { name: "mnist", checksum, origin: named.folder, ...assemble(contents) };
  }
  try {
    const { contents, folder } = await cachedOrFetched(options, world);
    return { name: "mnist", checksum, origin: folder, ...assemble(contents) };
  } catch (error) {
    if (!(error instanceof Unreachable) || options.allowStandIn === false) throw error;
    return { ...(await loadDigits(options)), standsInFor: "mnist", reason: error.reason };
  }
}
