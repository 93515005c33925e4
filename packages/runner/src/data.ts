import { loadDataSet, type DataSet, type FetchProgress } from "@gradlab/mnist-data";
import { sparseImages, type TrainingData } from "@gradlab/models";
import type { DatasetConfig, DatasetRecord } from "@gradlab/schema";
import { isToySet, toySet } from "./toy-sets.ts";

/** A data set ready to train on, and what results say of it. */
export interface LoadedData {
  readonly record: DatasetRecord;
  readonly standInReason?: string;
  training(): TrainingData;
}

export interface DataHost {
  readonly dataDir?: string;
  onNotice(sentence: string): void;
  onProgress(progress: FetchProgress): void;
}

/** What a task without a data set runs on. */
const noData: LoadedData = {
  record: { name: "none", checksum: "", trainSamples: 0, testSamples: 0 },
  training: () => {
    const empty = sparseImages(new Uint8Array(), new Uint8Array());
    return { train: empty, test: empty, classes: 0 };
  },
};

export async function loadData(
  config: DatasetConfig | undefined,
  host: DataHost,
): Promise<LoadedData> {
  if (config === undefined) return noData;
  if (isToySet(config)) return toySet(config);
  const request = typeof config === "string" ? { type: config } : config;
  const set = await loadDataSet(request, {
    ...(host.dataDir !== undefined && { dataDir: host.dataDir }),
    environment: process.env,
    onNotice: host.onNotice,
    onProgress: host.onProgress,
  });
  return {
    record: {
      name: set.name,
      checksum: set.checksum,
      trainSamples: set.train.count,
      testSamples: set.test.count,
      ...(set.standsInFor && { standsInFor: set.standsInFor }),
    },
    ...(set.reason && { standInReason: set.reason }),
    training: () => trainingData(set),
  };
}

function trainingData({ train, test }: DataSet): TrainingData {
  const largest = (labels: Uint8Array) => labels.reduce((max, label) => Math.max(max, label), 0);
  return {
    train: sparseImages(train.images, train.labels),
    test: sparseImages(test.images, test.labels),
    classes: Math.max(largest(train.labels), largest(test.labels)) + 1,
  };
}
