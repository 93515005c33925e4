import { checksumOfFacts } from "./checksum.ts";
import type { DataSet, LoadOptions } from "./data-set.ts";
import { namedFolderSource } from "./named-folder.ts";
import { mnistCache, namedFolder } from "./places.ts";
import { readySet } from "./ready-set.ts";
import { cachedFiles } from "./stored-file.ts";
import { keyOfFiles } from "./stored-key.ts";
import type { World } from "./world.ts";

/**
 * mnist from the folder that the user named, or else the cache folder, or else a mirror, or else
 * the drawn digits in its place. A named folder either works or is an error: whoever names one
 * wants that one and no other.
 * @throws DataError if the named folder is not good, or none is to be had and none may stand in
 */
export async function loadMnist(options: LoadOptions, world: World): Promise<DataSet> {
  const { environment } = options;
  const named = namedFolder(options);
  if (named) {
    const source = await namedFolderSource(named.folder, named.by, world.facts);
    return { name: "mnist", origin: named.folder, ...(await readySet(source, environment)) };
  }
  const folder = mnistCache(environment);
  const source = {
    key: keyOfFiles(await cachedFiles(folder)),
    checksum: checksumOfFacts(world.facts),
    async read() {
      const { cachedOrFetched } = await import("./fetch-mnist.ts");
      return cachedOrFetched(options, world);
    },
  };
  try {
    return { name: "mnist", origin: folder, ...(await readySet(source, environment)) };
  } catch (error) {
    const { Unreachable } = await import("./fetch-mnist.ts");
    if (!(error instanceof Unreachable) || options.allowStandIn === false) throw error;
    const { loadDigits } = await import("./digits.ts");
    return { ...(await loadDigits(environment)), standsInFor: "mnist", reason: error.reason };
  }
}
