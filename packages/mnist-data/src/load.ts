import type { DataSet, DataSetRequest, LoadOptions } from "./data-set.ts";
import { loadMnist } from "./mnist.ts";
import { realWorld } from "./world.ts";

/**
 * Loads a data set, verified; its images are read when they are to be trained on. What fetches, draws or
 * unpacks is imported where it is needed: most often a set is ready to train on.
 * @throws DataError if it cannot be had as asked for; the signal's reason, if aborted
 */
export async function loadDataSet(request: DataSetRequest, options: LoadOptions): Promise<DataSet> {
  switch (request.type) {
    case "mnist":
      return loadMnist(options, realWorld);
    case "digits":
      return (await import("./digits.ts")).loadDigits(options.environment);
    case "idx":
      return (await import("./own-folder.ts")).loadOwnFolder(request.dir, options);
  }
}

/**
 * Makes sure that mnist is in the cache folder, fetching what is missing or broken.
 * @throws DataError if it cannot be fetched or stored
 */
export async function fetchMnist(options: LoadOptions): Promise<{ folder: string }> {
  const { fetchIntoCache } = await import("./fetch-mnist.ts");
  return fetchIntoCache(options, realWorld);
}
