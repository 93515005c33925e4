import {
  hashOfBits,
  readSafetensors,
  readSafetensorsMetadata,
  type MlpConfig,
  type Params,
} from "@gradlab/models";
import {
  artifactName,
  checkpointReadings,
  checkpointTensor,
  sampleTensors,
  type CheckpointReadings,
  type Trial,
} from "@gradlab/schema";
import { readFile } from "node:fs/promises";
import type { LiveCheckpoint, LiveNet, LiveSamples } from "../browser/live-net.ts";
import { layerSizes } from "../browser/live-net.ts";
import { floatsOf } from "../browser/number-bytes.ts";
import type { ChosenTrial } from "./choose-trial.ts";

export interface StoredNet {
  readonly net: LiveNet;
  /** Where checkpoints were kept. */
  readonly samples?: Pick<LiveSamples, "pictures" | "labels">;
}

/**
 * The net of a trial from the files beside it.
 * @throws Error where they are not this trial's: shapes and fingerprints must be those that it recorded
 */
export async function readStoredNet({ trial, file }: ChosenTrial): Promise<StoredNet> {
  const { config } = trial;
  if (config.task !== "train" || config.train.pixels === "standardised") {
    throw new Error(`not a net for the page: ${file}`);
  }
  const { precision, pixels, steps } = config.train;
  const { hidden, activation, init, output } = config.model;
  const model: MlpConfig = { inputs: 784, hidden, outputs: 10, activation, init, output };
  const onTheWay = await readCheckpoints(artifactName(file, "checkpoints"));
  const checkpoint = (step: number, testAccuracy: number, params: Params): LiveCheckpoint => ({
    step,
    testAccuracy,
    isExact: true,
    params: arraysOf(params, model, precision, fingerprintAt(trial, step)),
  });
  const last = readSafetensors(await readFile(artifactName(file, "params")));
  const checkpoints = [
    ...(onTheWay?.readings ?? []).map((it) =>
      checkpoint(it.step, it.testAccuracy, onTheWay!.paramsAt(it.step)),
    ),
    checkpoint(steps, Number(trial.metrics["test.accuracy"]), last),
  ];
  const net = { model, precision, pixels, checkpoints };
  return { net, ...(onTheWay?.samples && { samples: onTheWay.samples }) };
}

interface OnTheWay {
  readonly readings: CheckpointReadings;
  paramsAt(step: number): Params;
  readonly samples: StoredNet["samples"];
}

async function readCheckpoints(file: string): Promise<OnTheWay | undefined> {
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined) return undefined;
  const tensors = readSafetensors(bytes);
  const images = tensors[sampleTensors.images];
  const labels = tensors[sampleTensors.labels];
  return {
    readings: checkpointReadings.parse(
      JSON.parse(readSafetensorsMetadata(bytes)["checkpoints"] ?? "[]"),
    ),
    paramsAt: (step) => {
      const prefix = checkpointTensor(step, "");
      const own = Object.entries(tensors).filter(([name]) => name.startsWith(prefix));
      return Object.fromEntries(own.map(([name, it]) => [name.slice(prefix.length), it]));
    },
    samples:
      images && labels
        ? { pictures: Uint8Array.from(images.data), labels: Uint8Array.from(labels.data) }
        : undefined,
  };
}

const fingerprintAt = ({ fingerprints }: Trial, step: number) =>
  fingerprints.find((it) => it.step === step)?.tensors ?? {};

/** W1, b1, … as the net computes with them. */
function arraysOf(
  params: Params,
  model: MlpConfig,
  precision: LiveNet["precision"],
  fingerprint: Readonly<Record<string, string>>,
): LiveCheckpoint["params"] {
  return layerSizes(model).flatMap(([I, O], l) =>
    [
      { name: `W${l + 1}`, count: I * O },
      { name: `b${l + 1}`, count: O },
    ].map(({ name, count }) => {
      const values = floatsOf(precision, params[name]?.data ?? []);
      if (values.length !== count || hashOfBits(values) !== fingerprint[name]) {
        throw new Error(`${name} is not the trial’s: other bits than its fingerprint says`);
      }
      return values;
    }),
  );
}
