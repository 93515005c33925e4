import { spawn, spawnSync } from "node:child_process";
import type { EventEmitter } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { vi } from "vitest";
import { main } from "../src/main.ts";

const bin = fileURLToPath(new URL("../bin/exp.mjs", import.meta.url));

/** One for all projects of a test file, as a user has one for all of theirs. */
const cache = mkdtempSync(join(tmpdir(), "gradlab-cache-"));

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

  /** Runs `exp` to its end, as a process: for what only a process shows. */
  exp(...args: string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], this.#options());
    return { status, stdout: String(stdout), stderr: String(stderr) };
  }

  /** Starts `exp` and leaves it running. */
  start(...args: string[]) {
    return spawn(process.execPath, [bin, ...args], this.#options());
  }

  /** What `exp` does, in this process: the same words, files and exit code, without a start-up each. */
  async main(...args: string[]) {
    const { env, exitCode } = process;
    const cwd = process.cwd();
    const signals = ["SIGINT", "SIGTERM"] as const;
    const restore = [
      keepListeners(process.stdout, "error"),
      ...signals.map((name) => keepListeners(process, name)),
    ];
    const said = { stdout: "", stderr: "" };
    const writes = (["stdout", "stderr"] as const).map((name) =>
      vi.spyOn(process[name], "write").mockImplementation((text) => {
        said[name] += String(text);
        return true;
      }),
    );
    const options = this.#options();
    process.chdir(options.cwd);
    process.env = options.env;
    process.exitCode = undefined;
    try {
      await main(args);
      return { status: Number(process.exitCode ?? 0), ...said };
    } finally {
      Object.assign(process, { env, exitCode });
      process.chdir(cwd);
      for (const write of writes) write.mockRestore();
      for (const it of restore) it();
    }
  }

  #options() {
    const { MNIST_DIR: _, ...environment } = process.env;
    return { cwd: this.root, env: { ...environment, NO_COLOR: "1", XDG_CACHE_HOME: cache } };
  }
}

/** Returns what removes the listeners that come after now. */
function keepListeners(emitter: EventEmitter, event: string): () => void {
  const before = emitter.listeners(event);
  return () => {
    for (const it of emitter.listeners(event)) {
      if (!before.includes(it)) emitter.off(event, it as () => void);
    }
  };
}

/** A stored file without what differs from one execution to the next. */
export function withoutTimes(text: string): string {
  const { provenance: _, timing: __, ...rest } = JSON.parse(text) as Record<string, unknown>;
  return JSON.stringify(rest);
}

let first: Promise<Project> | undefined;

/** A project of its own with the results of `exp run tiny`, which is run once a test file. */
export async function ran(): Promise<Project> {
  first ??= (async () => {
    const project = new Project();
    const { status, stderr } = await project.main("run", "tiny");
    if (status !== 0) throw new Error(stderr);
    return project;
  })();
  const project = new Project();
  cpSync(join((await first).root, "results"), join(project.root, "results"), { recursive: true });
  return project;
}
