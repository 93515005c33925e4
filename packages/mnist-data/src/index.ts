export { DataError } from "./data-error.ts";
export type {
  Allocate,
  DataSet,
  DataSetRequest,
  DataStatus,
  FetchProgress,
  LoadOptions,
  TrainingData,
} from "./data-set.ts";
export { denseSamples, type DenseSamples } from "./dense.ts";
export { formOfImage, type GreyImage } from "./form-of-image.ts";
export { parseIdx } from "./idx.ts";
export { fetchMnist, loadDataSet } from "./load.ts";
export { cacheRoot } from "./places.ts";
export { dataStatus } from "./status.ts";
