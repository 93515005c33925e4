import { Worker } from "node:worker_threads";
import { afterAll, describe, expect, test } from "vitest";
import {
  createRng,
  LinearMemory,
  precisions,
  sparseRows,
  Team,
  teamKernels,
  wasmKernels,
  type Floats,
  type Kernels,
} from "../src/index.ts";
import { wasmModule } from "./wasm.ts";

const helpers: Worker[] = [];
afterAll(() => Promise.all(helpers.map((helper) => helper.terminate())));

const newMemory = () => new LinearMemory().memory;

function seated(team: Team): Team {
  for (const seat of team.seats) {
    helpers.push(new Worker(new URL("helping.ts", import.meta.url), { workerData: seat }));
  }
  return team;
}

/** What a slot says in its first word: posted, and done. */
const [posted, done] = [1, 3];

test("a helper computes what is in its slot, again and again, also after it slept", async () => {
  const memory = new LinearMemory();
  const team = new Team(wasmModule, memory.memory, 1);
  const { offset } = seated(team).seats[0]!;
  const words = new Int32Array(memory.memory.buffer, offset, 4);
  const args = new Float64Array(memory.memory.buffer, offset + 16, 3);
  const z = memory.of("float32").floats(8);
  for (const pause of [0, 0, 100]) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    z.fill(-1);
    args.set([z.byteOffset, z.byteOffset, 8]);
    words[1] = team.numberOf("relu32");
    words[2] = 3;
    Atomics.store(words, 0, posted);
    Atomics.notify(words, 0);
    await expect.poll(() => Atomics.load(words, 0), { timeout: 60_000 }).toBe(done);
    expect([...z]).toEqual(Array(8).fill(0));
  }
});

const drawn = createRng(7);
const noise = Array.from({ length: 4099 }, () => (drawn.uniform() < 0.3 ? 0 : drawn.normal()));

/** Every kernel that is shared, on more than enough to share it; what each leaves. */
function results(kernels: Kernels): Record<string, Floats> {
  const { memory, precision } = kernels;
  const rng = createRng(7);
  const numbers = (n: number) => {
    const array = memory.floats(n);
    const shift = rng.below(noise.length);
    for (let i = 0; i < n; i++) array[i] = noise[(i + shift) % noise.length]!;
    return array;
  };
  const [B, I, O] = [31, 103, 75];
  const bytes = Array.from({ length: 9 * I }, () => (rng.uniform() < 0.5 ? 0 : rng.below(256)));
  const images = sparseRows(bytes, 9, I);
  const samples = memory.uint32s(B);
  for (let b = 0; b < B; b++) samples[b] = rng.below(9);
  const x = {
    rows: B,
    columns: I,
    images: memory.adopt({ ...images, pixel: Uint8Array.from(images.value) }),
    samples,
    levels: numbers(256),
  };
  const dense = numbers(B * I);
  const [weight, bias, dz] = [numbers(I * O), numbers(O), numbers(B * O)];
  const made: Record<string, Floats> = {};
  const into = (name: string, length: number) => (made[name] = numbers(length));
  kernels.sparseAffine(x, weight, bias, into("sparseAffine", B * O), O);
  kernels.sparseWeightGradient(x, dz, into("sparseWeightGradient", I * O), O);
  kernels.affine(dense, weight, bias, into("affine", B * O), B, I, O);
  kernels.weightGradient(dense, dz, into("weightGradient", I * O), B, I, O);
  kernels.inputGradient(dz, weight, into("inputGradient", B * I), B, I, O);
  const many = 20_001;
  for (const name of ["relu", "sigmoid", "tanh"] as const) {
    const a = into(name, many);
    kernels.activate(name, a, a, many);
    kernels.activationGradient(name, a, into(`${name}Gradient`, many), many);
  }
  const params = () => [into(`w${Object.keys(made).length}`, many), numbers(many)] as const;
  const state = (name: string) => {
    const array = into(name, many);
    for (let i = 0; i < many; i++) array[i] = Math.abs(array[i]!);
    return array;
  };
  kernels.sgd(...params(), 0.1);
  kernels.momentum(...params(), state("v of momentum"), 0.1, 0.9);
  kernels.nesterov(...params(), state("v of nesterov"), 0.1, 0.9);
  kernels.adagrad(...params(), state("h of adagrad"), 0.1);
  kernels.rmsprop(...params(), state("h of rmsprop"), 0.1, 0.99);
  kernels.adam(...params(), state("m of adam"), state("v of adam"), 0.1, 0.9, 0.999);
  kernels.decay(...params(), 0.01);
  if (precision === "float64") {
    const [C, units] = [4, 30];
    const xT = sparseRows([...dense], I, B, memory);
    const [z, a] = [numbers(B * units), numbers(B * units)];
    const labels = memory.bytes(B);
    kernels.activate("sigmoid", z, a, B * units);
    kernels.unitDifferences(
      xT,
      1e-4,
      "sigmoid",
      z,
      a,
      numbers(B * C),
      numbers(units * C),
      labels,
      into("unitDifferences", I * units),
      units,
      C,
    );
  }
  return made;
}

describe.each(precisions)("%s: a team leaves the bits that one thread leaves", (precision) => {
  const memory = newMemory();
  const alone = results(wasmKernels(wasmModule, new LinearMemory(), precision));
  test.each([
    ["two threads", () => seated(new Team(wasmModule, memory, 1))],
    ["four threads", () => seated(new Team(wasmModule, memory, 3))],
    ["helpers that never come", () => new Team(wasmModule, memory, 2)],
  ])("%s", (_, team) => {
    const it = team();
    for (let times = 0; times < 2; times++) {
      const own = new LinearMemory(memory);
      const found = results(teamKernels(wasmModule, own, precision, it, 1_000));
      for (const [name, values] of Object.entries(alone)) {
        const others = found[name]!;
        let same = 0;
        while (same < values.length && Object.is(values[same], others[same])) same++;
        expect(same, name).toBe(values.length);
      }
    }
  });
});
