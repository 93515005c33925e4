import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../bin/exp.mjs", import.meta.url));

/** An IDX file: magic, dimensions, bytes. */
function idx(dimensions: readonly number[], data: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * dimensions.length);
  header[2] = 8;
  header[3] = dimensions.length;
  dimensions.forEach((size, i) => header.writeUInt32BE(size, 4 + 4 * i));
  return Buffer.concat([header, data]);
}

/** Three classes a net can tell apart: a bright row at the top, in the middle or at the bottom. */
function writeDataSet(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const side = 6;
  for (const [name, count] of [
    ["train", 90],
    ["t10k", 30],
  ] as const) {
    const labels = Uint8Array.from({ length: count }, (_, n) => n % 3);
    const images = new Uint8Array(count * side * side);
    labels.forEach((label, n) => {
      for (let k = 0; k < side; k++)
        images[n * 36 + label * 2 * side + k] = 100 + ((n * 37 + k * 11) % 150);
    });
    writeFileSync(join(folder, `${name}-images-idx3-ubyte`), idx([count, side, side], images));
    writeFileSync(join(folder, `${name}-labels-idx1-ubyte`), idx([count], labels));
  }
}

export const tiny = `title: Tiny
question: Does it learn?
task: train
dataset: { type: idx, dir: data }
model: { type: mlp, hidden: [4], activation: relu, init: { type: he } }
train:
  optimizer: { type: sgd, learningRate: 0.5 }
  batchSize: 10
  steps: 60
  evaluateEvery: 20
sweep:
  train.optimizer.learningRate: [0.1, 0.5]
seeds: 2
maxSeeds: 2
claims:
  - says: it learns
    metric: test.accuracy
    where: { train.optimizer.learningRate: 0.5 }
    atLeast: 0.5
`;

/** A project of its own in a temporary folder, with one tiny experiment and a data set for it. */
export class Project {
  readonly root = mkdtempSync(join(tmpdir(), "gradlab-"));

  constructor(experiments: Record<string, string> = { tiny }) {
    writeDataSet(join(this.root, "data"));
    mkdirSync(join(this.root, "experiments"));
    for (const [name, text] of Object.entries(experiments))
      this.write(`experiments/${name}.yaml`, text);
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.root, path), text);
  }

  /** Makes another data set of the same: two labels change places. */
  swapLabels(): void {
    const path = join(this.root, "data", "train-labels-idx1-ubyte");
    const bytes = readFileSync(path);
    [bytes[8], bytes[9]] = [bytes[9]!, bytes[8]!];
    writeFileSync(path, bytes);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  /** Names in `results/<experiment>/<folder>`. */
  files(folder: "trials" | "runs", experiment = "tiny"): string[] {
    return readdirSync(join(this.root, "results", experiment, folder)).sort();
  }

  /** Runs `exp` to its end. */
  exp(...args: string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], this.#options());
    return { status, stdout: String(stdout), stderr: String(stderr) };
  }

  /** Starts `exp` and leaves it running. */
  start(...args: string[]) {
    return spawn(process.execPath, [bin, ...args], this.#options());
  }

  #options() {
    const { MNIST_DIR: _, ...environment } = process.env;
    const env = { ...environment, NO_COLOR: "1", XDG_CACHE_HOME: join(this.root, "cache") };
    return { cwd: this.root, env };
  }
}
