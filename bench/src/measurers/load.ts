import { loadDataSet, type DataSetRequest, type TrainingData } from "@gradlab/mnist-data";

/** The data set ready to train on. */
export async function load(request: DataSetRequest, folder: string): Promise<TrainingData> {
  const options = { dataDir: folder, environment: process.env, allowStandIn: false };
  const set = await loadDataSet(request, options);
  return set.training();
}
