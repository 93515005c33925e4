import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run as runSchema } from "@gradlab/schema";
import { runProcess } from "./processes.ts";
import type { World } from "./world.ts";

const exp = fileURLToPath(new URL("../../packages/runner/bin/exp.mjs", import.meta.url));
const peakMemory = new URL("peak-memory.ts", import.meta.url).href;

export interface ExpOptions {
  readonly steps: number;
  readonly seeds: number;
  /** undefined: those of a queue */
  readonly workers?: number;
  /** Stay on one core. */
  readonly onOneCore?: boolean;
}

/** Trials of next to no work. */
const gates = {
  title: "A perceptron learns AND",
  question: "What does a trial cost beside its work?",
  task: "gates",
  gate: "and",
  model: { type: "perceptron", learningRate: 0.1, epochs: 10 },
};

const workersFlag = (workers: number | undefined) =>
  workers === undefined ? [] : ["--workers", String(workers)];

/** A folder with the reference job and trials of next to no work, where `exp` runs as anyone runs it. */
export class Project {
  readonly #world: World;
  readonly #folder: string;

  private constructor(world: World, folder: string) {
    this.#world = world;
    this.#folder = folder;
  }

  static async create(world: World): Promise<Project> {
    const folder = await mkdtemp(join(tmpdir(), "gradlab-bench-"));
    await mkdir(join(folder, "experiments"));
    const experiment = {
      title: "The reference job",
      question: "How long does it take?",
      task: "train",
      dataset: world.dataSet.type === "mnist" ? "mnist" : world.dataSet,
      model: {
        type: "mlp",
        hidden: [50],
        activation: "relu",
        init: { type: "normal", std: 0.01 },
      },
      train: {
        optimizer: { type: "sgd", learningRate: 0.1 },
        batchSize: 100,
        steps: 10_000,
        evaluateEvery: 600,
      },
    };
    for (const [name, value] of Object.entries({ "reference-job": experiment, gates })) {
      await writeFile(join(folder, "experiments", `${name}.yaml`), JSON.stringify(value));
    }
    return new Project(world, folder);
  }

  /** Forgets what earlier ones have left, so that every trial is executed. */
  async runAnew(
    { steps, seeds, workers, onOneCore = false }: ExpOptions,
    flags: readonly string[] = [],
  ) {
    await this.#forget();
    const args = ["--seeds", String(seeds), ...workersFlag(workers), "--json", ...flags];
    const { seconds, output } = await this.exp(
      ["run", "reference-job", `train.steps=${steps}`, ...args],
      { onOneCore },
    );
    return { seconds, run: runSchema.parse(JSON.parse(output)) };
  }

  /** Seconds for so many trials of next to no work. */
  async runGates(seeds: number, flags: readonly string[] = []): Promise<number> {
    await this.#forget();
    return (await this.exp(["run", "gates", "--seeds", String(seeds), ...flags])).seconds;
  }

  /** Likewise, with the most memory that the run took. */
  async peakOfGates(seeds: number, flags: readonly string[]) {
    await this.#forget();
    return this.#peakOf(["run", "gates", "--seeds", String(seeds), ...flags]);
  }

  /** The most memory that such a run takes. */
  async peakBytes({ steps, seeds, workers }: ExpOptions): Promise<number> {
    await this.#forget();
    const args = ["--seeds", String(seeds), ...workersFlag(workers)];
    return (await this.#peakOf(["run", "reference-job", `train.steps=${steps}`, ...args]))
      .peakBytes;
  }

  async #peakOf(args: readonly string[]) {
    const file = join(this.#folder, "peak-memory");
    const { seconds } = await this.exp(args, {
      environment: { BENCH_PEAK_MEMORY: file },
      preload: [`--import=${peakMemory}`],
    });
    return { seconds, peakBytes: Number(await readFile(file, "utf8")) };
  }

  /** A worker process of the queue, one trial at a time, until what this returns is called. */
  async startWorker(url: string): Promise<() => Promise<void>> {
    const child = spawn(process.execPath, [exp, "worker", url, "--workers", "1"], {
      cwd: this.#folder,
      env: { ...process.env, MNIST_DIR: this.#world.folder },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    for await (const text of child.stderr
      .setEncoding("utf8")
      .iterator({ destroyOnReturn: false })) {
      said += String(text);
      if (said.includes("worker at redis")) break;
    }
    child.stderr.resume();
    return async () => {
      const closed = once(child, "close");
      child.kill("SIGTERM");
      await closed;
    };
  }

  async #forget(): Promise<void> {
    await rm(join(this.#folder, "results"), { recursive: true, force: true });
  }

  /** `exp` as a process. */
  exp(
    args: readonly string[],
    {
      onOneCore = false,
      environment = {},
      preload = [],
    }: { onOneCore?: boolean; environment?: NodeJS.ProcessEnv; preload?: string[] } = {},
  ) {
    return runProcess({
      program: process.execPath,
      args: [...preload, exp, ...args],
      cwd: this.#folder,
      environment: { ...process.env, MNIST_DIR: this.#world.folder, ...environment },
      core: onOneCore ? this.#world.core : undefined,
    });
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}
