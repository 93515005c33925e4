import type { Allocate, FetchProgress } from "@gradlab/mnist-data";
import { loadDataSet } from "@gradlab/mnist-data/load";
import type { TrainingData } from "@gradlab/models";
import { isToySet, type DatasetConfig, type DatasetRecord } from "@gradlab/schema";

/** A data set ready to train on, and what results say of it. */
export interface LoadedData {
  /** What another machine is to load; null: nothing. */
  readonly config: DatasetConfig | null;
  readonly record: DatasetRecord;
  readonly standInReason?: string;
  /** Read when it is asked for, into memory from `allocate`. */
  training(allocate?: Allocate): Promise<TrainingData>;
}

export interface DataHost {
  readonly dataDir?: string;
  onNotice(sentence: string): void;
  onProgress(progress: FetchProgress): void;
}

/** What a task without a data set runs on. */
const noData: LoadedData = {
  config: null,
  record: { name: "none", checksum: "", trainSamples: 0, testSamples: 0 },
  async training() {
    const { sparseImages } = await import("@gradlab/models");
    const empty = sparseImages(new Uint8Array(), new Uint8Array());
    return { train: empty, test: empty, classes: 0 };
  },
};

export async function loadData(
  config: DatasetConfig | undefined,
  host: DataHost,
): Promise<LoadedData> {
  if (config === undefined) return noData;
  if (isToySet(config)) return (await import("./toy-sets.ts")).toySet(config);
  const request = typeof config === "string" ? { type: config } : config;
  const set = await loadDataSet(request, {
    ...(host.dataDir !== undefined && { dataDir: host.dataDir }),
    environment: process.env,
    onNotice: host.onNotice,
    onProgress: host.onProgress,
  });
  return {
    config: set.standsInFor ? "digits" : config,
    record: {
      name: set.name,
      checksum: set.checksum,
      trainSamples: set.train.count,
      testSamples: set.test.count,
      ...(set.standsInFor && { standsInFor: set.standsInFor }),
    },
    ...(set.reason && { standInReason: set.reason }),
    training: set.training,
  };
}
