import type { Argv, CommandModule } from "yargs";
import { exitCodes } from "../exit-codes.ts";
import { runFlags, type RunFlags } from "./run-flags.ts";

export type CheckFlags = RunFlags & { stored: boolean; strict: boolean; markdown: boolean };
type Flags = CheckFlags & { words?: (string | number)[] };

export const checkCommand: CommandModule<object, Flags> = {
  command: "check [words..]",
  describe:
    "judge claims and compare with the baseline, executing what is missing; exit 1 on a fail",
  builder: (yargs) =>
    runFlags(yargs as Argv)
      .positional("words", {
        describe: "names of experiments (all of them when none is named), and path=value",
        type: "string",
        array: true,
      })
      .option("strict", {
        type: "boolean",
        default: false,
        describe: "exit 4 when a claim or the baseline is inconclusive",
      })
      .option("stored", {
        type: "boolean",
        default: false,
        describe: "execute nothing; what is not stored fails as missing",
      })
      .option("markdown", {
        type: "boolean",
        default: false,
        describe: "a summary for CI: the verdict, a table, what is missing, how to reproduce it",
      })
      .example(
        "pnpm exp check accuracy-regression",
        "in CI: exit 1 when accuracy is below its limits",
      )
      .example("pnpm exp check --stored", "judge what earlier runs left")
      .example(
        'pnpm exp check --markdown >> "$GITHUB_STEP_SUMMARY"',
        "every experiment, on the page of the CI job",
      ) as never,
  async handler(flags) {
    const { checkAll } = await import("./check-all.ts");
    const word = await checkAll(flags.words ?? [], flags);
    if (word === "fail") process.exitCode = exitCodes.claimFailed;
    else if (word === "inconclusive" && flags.strict) process.exitCode = exitCodes.inconclusive;
  },
};
