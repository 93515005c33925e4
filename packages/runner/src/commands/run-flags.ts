import { UserError } from "@gradlab/schema/mistake";
import { availableParallelism } from "node:os";
import type { Argv, ArgumentsCamelCase } from "yargs";

/** Flags of the commands that plan trials. */
export function planFlags(yargs: Argv) {
  return dataFlag(yargs)
    .option("seeds", {
      type: "number",
      requiresArg: true,
      describe: "seeds 1 to n for every sweepPoint, no more, no fewer",
    })
    .option("dataset", {
      choices: ["mnist", "digits"] as const,
      describe: "instead of the experiment's own",
    });
}

/** Flags of the commands that execute trials, planned or stored. */
export function executorFlags(yargs: Argv) {
  return computeFlags(dataFlag(yargs));
}

/** Flags of the commands that plan and execute. */
export function runFlags(yargs: Argv) {
  return computeFlags(planFlags(yargs))
    .option("executor", {
      type: "string",
      requiresArg: true,
      describe:
        "redis://host:port: workers of that queue execute the trials; redis: that of REDIS_URL",
    })
    .option("trial-timeout", {
      type: "string",
      requiresArg: true,
      describe:
        "end a trial that takes longer, such as 90s or 5m; it is tried once more, then fails",
    })
    .option("fail-fast", {
      type: "boolean",
      default: false,
      describe: "stop at the first trial that fails; what ended before is kept",
    })
    .option("json", {
      type: "boolean",
      default: false,
      describe: "the result as JSON on standard output",
    });
}

const dataFlag = <T>(yargs: Argv<T>) =>
  yargs.option("data-dir", {
    type: "string",
    requiresArg: true,
    describe: "folder with the four MNIST files (or MNIST_DIR)",
  });

const computeFlags = <T>(yargs: Argv<T>) =>
  yargs
    .option("workers", {
      type: "number",
      requiresArg: true,
      defaultDescription: "one per core",
      describe: "trials at a time",
    })
    .option("threads", {
      type: "number",
      requiresArg: true,
      defaultDescription: "1",
      describe: "cores that share each trial's steps: for few and long trials of wide nets",
    })
    .option("kernels", {
      choices: ["wasm", "reference"] as const,
      defaultDescription: '"wasm"',
      describe: "what computes: SIMD, or plain TypeScript with the same bits",
    });

type FlagsOf<T> = ArgumentsCamelCase<T extends Argv<infer Flags> ? Flags : never>;
export type PlanFlags = FlagsOf<ReturnType<typeof planFlags>>;
export type ExecutorFlags = FlagsOf<ReturnType<typeof executorFlags>>;
export type RunFlags = FlagsOf<ReturnType<typeof runFlags>>;

/** Each takes a core and some memory, and waits for the slowest. */
const mostThreads = 64;

/** Trials at a time, the threads of each, and what they compute with. */
export function computing(flags: Pick<ExecutorFlags, "workers" | "threads" | "kernels">) {
  const { kernels = "wasm" } = flags;
  const threads = wholeNumber("threads", flags.threads, mostThreads) ?? 1;
  if (threads > 1 && kernels === "reference") {
    throw new UserError(
      "both --threads and --kernels reference; expected --threads with the WASM kernels alone",
    );
  }
  const free = Math.max(1, Math.floor(availableParallelism() / threads));
  return { workers: wholeNumber("workers", flags.workers) ?? free, threads, kernels };
}

/** A flag's whole number, at least 1. */
export function wholeNumber(
  name: string,
  value: number | undefined,
  most = 10_000,
): number | undefined {
  if (value === undefined || (Number.isInteger(value) && value >= 1 && value <= most)) return value;
  throw new UserError(
    `out of range: --${name} ${value}; expected a whole number from 1 to ${most.toLocaleString("en-US")}`,
  );
}

/** Positional words: those with `=` are overrides, the rest are names. */
export function namesAndOverrides(words: readonly (string | number)[]) {
  const texts = words.map(String);
  return {
    names: texts.filter((text) => !text.includes("=")),
    overrides: texts.filter((text) => text.includes("=")),
  };
}
