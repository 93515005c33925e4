export { DataError } from "./data-error.ts";
export type {
  DataSet,
  DataSetRequest,
  DataStatus,
  FetchProgress,
  LoadOptions,
  Split,
} from "./data-set.ts";
export { parseIdx } from "./idx.ts";
export { fetchMnist, loadDataSet } from "./load.ts";
export { dataStatus } from "./status.ts";
