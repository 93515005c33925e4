import type { BenchComparison } from "@gradlab/schema";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runProcess } from "../processes.ts";
import { Project } from "../project.ts";
import { inTurn } from "../rounds.ts";
import { measurement } from "../statistics.ts";
import type { World } from "../world.ts";
import type { Part } from "./contract.ts";

const timeLoad = fileURLToPath(new URL("../measurers/time-load.ts", import.meta.url));

interface Goal {
  readonly required: number;
  readonly aim: number;
}

/** What is waited for before anything is trained, and the memory that a worker takes. */
export const startup: Part = async (world, { rounds }) => {
  const project = await Project.create(world);
  const milliseconds = async (args: readonly string[]) => (await project.exp(args)).seconds * 1e3;
  const nothing = { steps: 100, seeds: 1, workers: 1 };
  const again = ["run", "reference-job", "train.steps=100", "--seeds", "1", "--workers", "1"];
  try {
    await project.runAnew(nothing);
    await milliseconds(["--help"]);
    const { help, idle, first, second } = await inTurn(rounds, {
      help: () => milliseconds(["--help"]),
      idle: () => milliseconds(again),
      ...loads(world),
    });
    const memory = await workerMemory(project, rounds);
    const row = (what: string, unit: string, values: number[], goal?: Goal): BenchComparison => {
      const value = measurement(values);
      world.say(`${what}: ${value.median.toFixed(0)} ${unit}`);
      return {
        part: "startup",
        what,
        unit,
        value,
        ...(goal && { goal: { of: "value", better: "lower", ...goal } }),
      };
    };
    return {
      comparisons: [
        row("exp --help", "ms", help, { required: 250, aim: 120 }),
        row("exp run with nothing to do", "ms", idle, { required: 500, aim: 300 }),
        row("loading the data set, first time", "ms", first),
        row("loading the data set, second time", "ms", second, { required: 150, aim: 60 }),
        row("memory of a worker", "MB", memory, { required: 60, aim: 40 }),
      ],
    };
  } finally {
    await project.remove();
  }
};

/** From the compressed files with an empty cache folder; and with what that has left there. */
function loads({ dataSet, folder }: World) {
  let cache = "";
  const load = async () => {
    const { output } = await runProcess({
      program: process.execPath,
      args: [timeLoad, JSON.stringify(dataSet), folder],
      environment: { ...process.env, XDG_CACHE_HOME: cache },
    });
    return Number(output) * 1e3;
  };
  return {
    async first() {
      cache = await mkdtemp(join(tmpdir(), "gradlab-bench-cache-"));
      return load();
    },
    async second() {
      const milliseconds = await load();
      await rm(cache, { recursive: true, force: true });
      return milliseconds;
    },
  };
}

/** How much larger the process gets, at most, by a second worker: the data set is there once. */
async function workerMemory(project: Project, rounds: number): Promise<number[]> {
  const megabytesWith = (workers: number) => async () =>
    (await project.peakBytes({ steps: 1000, seeds: 4, workers })) / 1e6;
  const { one, two } = await inTurn(rounds, { one: megabytesWith(1), two: megabytesWith(2) });
  return two.map((megabytes, i) => megabytes - one[i]!);
}
