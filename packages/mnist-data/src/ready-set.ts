import { checksumOfContents } from "./checksum.ts";
import { dataError } from "./data-error.ts";
import type { Allocate, DataSet, LoadOptions } from "./data-set.ts";
import { readReadyBody, readReadyHeader, readyPath, storeReady } from "./ready-file.ts";
import { arraysIn, bodyBytes, encodeReady } from "./ready-format.ts";
import type { Verified } from "./verified.ts";

/** Where a set comes from, as far as must be known to have it ready to train on. */
export interface Source {
  /** What the files seem to be, unverified; undefined where they are not all there to be read. */
  readonly key: string | undefined;
  /** What the contents must be, where that is known beforehand. */
  readonly checksum?: string;
  read(): Promise<Verified>;
}

export type ReadySet = Pick<DataSet, "checksum" | "train" | "test" | "classes" | "training">;

/**
 * The set as its ready file has it, which is read no further than its header until it is trained on.
 * Without a good one, now or then, the set is read from its source, and a ready file stored.
 * @throws whatever reading the source throws
 */
export async function readySet(
  source: Source,
  environment: LoadOptions["environment"],
): Promise<ReadySet> {
  const build = async () => {
    const { assemble } = await import("./assemble.ts");
    const { contents, key } = await source.read();
    const checksum = source.checksum ?? checksumOfContents(contents);
    const built = encodeReady({ key, checksum }, assemble(contents));
    await storeReady(readyPath(key, environment), built.file);
    return built;
  };
  const path = source.key && readyPath(source.key, environment);
  const known = path && source.key && readReadyHeader(path, source.key);
  const isGood = known && (source.checksum ?? known.checksum) === known.checksum;
  let built = isGood ? undefined : await build();
  const header = isGood ? known : built!.header;
  const { checksum, train, test, classes } = header;
  return {
    checksum,
    train,
    test,
    classes,
    async training(allocate = shared) {
      const body = allocate(bodyBytes(header));
      if (built || !path || !readReadyBody(path, header, body)) {
        built ??= await build();
        if (built.header.checksum !== checksum) throw changed(checksum, built.header.checksum);
        body.set(built.body);
      }
      return { ...arraysIn(body, header), classes };
    },
  };
}

const shared: Allocate = (bytes) => new Uint8Array(new SharedArrayBuffer(bytes));

function changed(before: string, now: string) {
  return dataError(
    `data set changed while in use: checksum ${now}`,
    `checksum ${before}, as when it was loaded`,
    "run again, and leave its files alone meanwhile",
  );
}
