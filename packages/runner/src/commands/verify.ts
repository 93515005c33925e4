import type { Argv, CommandModule } from "yargs";
import { exitCodes } from "../exit-codes.ts";
import { executorFlags, type ExecutorFlags } from "./run-flags.ts";

type Flags = ExecutorFlags & { experiment?: string; point?: string; seed?: string; json: boolean };

export const verifyCommand: CommandModule<object, Flags> = {
  command: "verify [experiment]",
  describe: "execute the trials of the newest run again: are they the same bits?",
  builder: (yargs) =>
    executorFlags(yargs as Argv)
      .positional("experiment", { describe: "its name", type: "string" })
      .option("point", {
        type: "string",
        requiresArg: true,
        describe: "only where the sweep chose this",
      })
      .option("seed", { type: "string", requiresArg: true, describe: "only of this seed" })
      .option("json", { type: "boolean", default: false, describe: "as JSON on standard output" })
      .example("pnpm exp verify lr-sweep --seed 1", "one trial of each sweepPoint")
      .example("pnpm exp verify lr-sweep --kernels reference", "with the plain kernels") as never,
  async handler(flags) {
    const [, ...more] = flags._;
    const { newestRun, readTrials } = await import("../export/newest-run.ts");
    const { chooseTrials } = await import("../export/choose-trials.ts");
    const { wholeNumber } = await import("./run-flags.ts");
    const { verifyStored } = await import("./verify-stored.ts");
    const root = process.cwd();
    const run = newestRun(root, flags.experiment, more);
    const seed = flags.seed === undefined ? undefined : wholeNumber("seed", Number(flags.seed));
    const entries = chooseTrials(run, flags.point, seed);
    const trials = readTrials(root, run, entries).map((it) => it.trial);
    const { different } = await verifyStored(run, trials, flags);
    if (different > 0) process.exitCode = exitCodes.claimFailed;
  },
};
