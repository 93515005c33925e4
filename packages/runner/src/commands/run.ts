import type { Argv, CommandModule } from "yargs";
import { exitCodes } from "../exit-codes.ts";
import { runFlags, type RunFlags } from "./run-flags.ts";

type Flags = RunFlags & {
  words?: (string | number)[];
  all: boolean;
  force: boolean;
  dryRun: boolean;
  shard?: string;
  saveParams: boolean;
};

export const runCommand: CommandModule<object, Flags> = {
  command: "run [words..]",
  describe: "execute what is missing of experiments, and judge their claims",
  builder: (yargs) =>
    runFlags(yargs as Argv)
      .positional("words", {
        describe: "names of experiments, and path=value to override their settings",
        type: "string",
        array: true,
      })
      .option("all", { type: "boolean", default: false, describe: "every experiment" })
      .option("force", {
        type: "boolean",
        default: false,
        describe: "execute again what is stored",
      })
      .option("save-params", {
        type: "boolean",
        default: false,
        describe:
          "keep the trained params, and some on the way, beside each trial, as .safetensors",
      })
      .option("dry-run", {
        type: "boolean",
        default: false,
        describe: "say what would be executed",
      })
      .option("shard", {
        type: "string",
        requiresArg: true,
        describe: "i/n: only the i-th of n parts, for a machine of its own; see below",
      })
      .example("pnpm exp run lr-sweep", "the sweep as declared")
      .example("pnpm exp run lr-sweep train.steps=1000 --seeds 5", "shorter, with more seeds")
      .example(
        "pnpm exp run sigmoid-vs-relu 'sweep.model.activation=[relu, tanh]'",
        "other values of an axis",
      )
      .example("pnpm exp run --all --trial-timeout 5m", "none may hang; run it again after a crash")
      .example("pnpm exp run lr-sweep --shard 1/8", "the first of eight machines' parts")
      .epilogue(
        "A shard's trials depend on the words and flags alone, not on what is stored: type the same on " +
          "every machine but for i. It writes trials, no run and no verdict. When all are done, " +
          "`pnpm exp merge <folder…>` brings their results together, and `pnpm exp run` without --shard " +
          "judges them. Where a claim is inconclusive that run adds seeds, on its machine alone: " +
          "`--seeds 10` on all machines and on the run after them has them sharded as well, and adds none.",
      ) as never,
  async handler(flags) {
    if (flags.shard !== undefined) return handleShard(flags, flags.shard);
    const { allOrNamed } = await import("./all-or-named.ts");
    const { execute } = await import("./execute.ts");
    const { printOutcome } = await import("../terminal/print-outcome.ts");
    const words = allOrNamed(flags.words ?? [], flags.all);
    const outcomes = await execute({
      words,
      flags,
      force: flags.force,
      storedOnly: false,
      saveParams: flags.saveParams,
      dryRun: flags.dryRun,
      verb: "run",
      each: (outcome, plan) => printOutcome(outcome, plan, flags.json),
    });
    if (outcomes.some(({ trials }) => trials.some(({ status }) => status === "failed"))) {
      process.exitCode = exitCodes.trialsFailed;
    }
  },
};

async function handleShard(flags: Flags, text: string): Promise<void> {
  const { allOrNamed } = await import("./all-or-named.ts");
  const { executeShard } = await import("./execute-shard.ts");
  const { parseShard } = await import("../run/shard.ts");
  const { force, saveParams, dryRun } = flags;
  const trials = await executeShard({
    words: allOrNamed(flags.words ?? [], flags.all),
    flags,
    shard: parseShard(text),
    force,
    saveParams,
    dryRun,
  });
  if (trials.some(({ status }) => status === "failed")) {
    process.exitCode = exitCodes.trialsFailed;
  }
}
