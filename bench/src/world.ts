import { dataStatus, type DataSetRequest } from "@gradlab/mnist-data";
import { UserError } from "@gradlab/schema";
import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";

/** What is there to measure with. */
export interface World {
  readonly dataSet: DataSetRequest;
  readonly folder: string;
  /** The core for what runs on one; undefined where nothing can be kept on one. */
  readonly core: number | undefined;
  /** Their versions, where they are there. */
  readonly numpy: string | undefined;
  readonly torch: string | undefined;
  /** What happens, for whoever waits. */
  say(line: string): void;
}

/** Finds MNIST, numpy and a core to stay on. */
export async function findWorld(dataDir: string | undefined, say: World["say"]): Promise<World> {
  const options = { ...(dataDir !== undefined && { dataDir }), environment: process.env };
  const mnist = (await dataStatus(options)).find(({ name }) => name === "mnist")!;
  if (mnist.state !== "verified") {
    throw new UserError(
      `no MNIST to measure on: ${mnist.place} (${mnist.detail}); expected its four files\n` +
        "Run `pnpm exp data fetch`, or name a folder that has them with --data-dir or MNIST_DIR.",
    );
  }
  const numpy = pythonVersion("numpy");
  const torch = pythonVersion("torch");
  if (numpy === undefined) say("no python3 with numpy here: NumPy is left out");
  const last = availableParallelism() - 1;
  const core = answerOf("taskset", ["-c", String(last), "true"]) === undefined ? undefined : last;
  return { dataSet: { type: "mnist" }, folder: mnist.place, core, numpy, torch, say };
}

/** undefined: no `python3` with that module */
export function pythonVersion(module: "numpy" | "torch"): string | undefined {
  return answerOf("python3", ["-c", `import ${module}; print(${module}.__version__)`]);
}

function answerOf(program: string, args: readonly string[]): string | undefined {
  try {
    const stdio = ["ignore", "pipe", "ignore"] as const;
    return execFileSync(program, args, { encoding: "utf8", stdio: [...stdio] }).trim();
  } catch {
    return undefined;
  }
}
