import { createRng } from "@gradlab/core";
import { createLayers, type MlpConfig } from "@gradlab/models";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openKernels } from "../src/browser/kernels.ts";
import type { LiveNet } from "../src/browser/live-net.ts";
import { readNet, writeNet } from "../src/browser/net-bytes.ts";
import { floatsOf } from "../src/browser/number-bytes.ts";
import { NetReader } from "../src/browser/reader.ts";
import { readSamples, writeSamples } from "../src/browser/samples-bytes.ts";

const wasm = readFileSync(fileURLToPath(import.meta.resolve("@gradlab/core/kernels.wasm")));

const nets: Pick<LiveNet, "model" | "precision" | "pixels">[] = [
  { model: model([50], "relu"), precision: "float32", pixels: "unit" },
  { model: model([30, 20], "sigmoid", "sigmoid"), precision: "float64", pixels: "raw" },
  { model: model([12], "tanh"), precision: "float32", pixels: "minus-one-to-one" },
  { model: model([], "relu"), precision: "float64", pixels: "unit" },
];

function model(
  hidden: number[],
  activation: MlpConfig["activation"],
  output: "softmax" | "sigmoid" = "softmax",
): MlpConfig {
  return { inputs: 784, hidden, outputs: 10, activation, init: { type: "he" }, output };
}

/** As training would leave it: each checkpoint farther from the first, params of random bits. */
function trained({ model: it, precision, pixels }: (typeof nets)[number]): LiveNet {
  const drawn = (seed: number) =>
    createLayers({ ...it, bias: { type: "normal", std: 0.1 } }, createRng(seed)).flatMap(
      ({ weight, bias }) => [weight, bias],
    );
  const [from, by] = [drawn(1), drawn(2)];
  const checkpoints = [1, 4, 16, 20].map((step) => ({
    step,
    testAccuracy: step / 25,
    isExact: true,
    params: from.map((values, i) =>
      floatsOf(
        precision,
        values.map((value, k) => value + (by[i]![k]! * step) / 10),
      ),
    ),
  }));
  return { model: it, precision, pixels, checkpoints };
}

const pictures = Uint8Array.from({ length: 5 * 784 }, (_, i) => (i % 7 < 4 ? 0 : (i * 31) % 256));
const labels = Uint8Array.of(1, 2, 3, 4, 5);

test.each(nets)(
  "$model.hidden, $precision: the last step comes back bit for bit, those before within half a quantum",
  (kind) => {
    const net = trained(kind);
    const read = readNet(writeNet(net));
    expect(read.checkpoints.map(({ step, isExact }) => [step, isExact])).toEqual([
      [1, false],
      [4, false],
      [16, false],
      [20, true],
    ]);
    expect(read.checkpoints.at(-1)!.params).toEqual(net.checkpoints.at(-1)!.params);
    for (const [c, { params }] of net.checkpoints.slice(0, -1).entries()) {
      params.forEach((values, i) => {
        const rounded = read.checkpoints[c]!.params[i]!;
        if (i % 2 === 1) expect(rounded).toEqual(values);
        const most = Math.max(...values.map(Math.abs));
        const farthest = Math.max(...values.map((value, k) => Math.abs(value - rounded[k]!)));
        expect(farthest).toBeLessThanOrEqual(most / 127);
      });
    }
  },
);

test.each(nets)("$model.hidden, $precision: both kinds of kernels read the same bits", (kind) => {
  const net = readNet(writeNet(trained(kind)));
  const samples = { pictures, labels, logits: [] };
  const plain = new NetReader(net, openKernels(new Uint8Array(), net.precision), samples);
  const fast = new NetReader(net, openKernels(wasm, net.precision), samples);
  expect([plain.computedBy, fast.computedBy]).toEqual(["plain", "wasm"]);
  const logits = net.checkpoints.map((_, checkpoint) => {
    plain.use(checkpoint);
    return plain.logitsOfSamples();
  });
  const stored = readSamples(
    writeSamples({ pictures, labels, logits }),
    { ...net.model, precision: net.precision },
    net.checkpoints.length,
  );
  const prover = new NetReader(net, openKernels(wasm, net.precision), stored);
  for (const [checkpoint] of net.checkpoints.entries()) {
    prover.use(checkpoint);
    expect(prover.prove()).toMatchObject({ samples: 5, equal: 5 });
  }
  stored.logits[3]![12] = stored.logits[3]![12]! * (1 + 2 ** -23);
  expect(prover.prove()).toMatchObject({ samples: 5, equal: 4 });
  const { probabilities, activations, digit } = prover.read(prover.samples[0]!.picture);
  expect(activations.map(({ length }) => length)).toEqual(net.model.hidden);
  expect(probabilities[digit]).toBe(Math.max(...Array.from(probabilities)));
});

test("what is cut short is refused", () => {
  const bytes = writeNet(trained(nets[0]!));
  expect(() => readNet(bytes.subarray(0, bytes.length - 1))).toThrow("cut short");
});
