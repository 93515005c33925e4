import type { DataSet, DataSetRequest, LoadOptions } from "./data-set.ts";
import { loadDigits } from "./digits.ts";
import { fetchIntoCache, realWorld } from "./fetch-mnist.ts";
import { loadMnist } from "./mnist.ts";
import { loadOwnFolder } from "./own-folder.ts";

/**
 * Loads a data set, verified; its images are read when they are to be trained on.
 * @throws DataError if it cannot be had as asked for; the signal's reason, if aborted
 */
export function loadDataSet(request: DataSetRequest, options: LoadOptions): Promise<DataSet> {
  switch (request.type) {
    case "mnist":
      return loadMnist(options, realWorld);
    case "digits":
      return loadDigits(options.environment);
    case "idx":
      return loadOwnFolder(request.dir, options);
  }
}

/**
 * Makes sure that mnist is in the cache folder, fetching what is missing or broken.
 * @throws DataError if it cannot be fetched or stored
 */
export function fetchMnist(options: LoadOptions): Promise<{ folder: string }> {
  return fetchIntoCache(options, realWorld);
}
