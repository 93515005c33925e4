import type { Argv, CommandModule } from "yargs";
import { exitCodes } from "../exit-codes.ts";
import { runFlags, type RunFlags } from "./run-flags.ts";

type Flags = RunFlags & {
  words?: (string | number)[];
  all: boolean;
  force: boolean;
  dryRun: boolean;
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
        describe: "keep the trained params beside each trial, as .safetensors",
      })
      .option("dry-run", {
        type: "boolean",
        default: false,
        describe: "say what would be executed",
      })
      .example("pnpm exp run lr-sweep", "the sweep as declared")
      .example("pnpm exp run lr-sweep train.steps=1000 --seeds 5", "shorter, with more seeds")
      .example(
        "pnpm exp run sigmoid-vs-relu 'sweep.model.activation=[relu, tanh]'",
        "other values of an axis",
      ) as never,
  async handler(flags) {
    const { execute } = await import("./execute.ts");
    const { printOutcome } = await import("../terminal/print-outcome.ts");
    const { allOrNamed } = await import("./all-or-named.ts");
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
