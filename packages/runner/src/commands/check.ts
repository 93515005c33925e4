import type { Argv, CommandModule } from "yargs";
import { exitCodes } from "../exit-codes.ts";
import { runFlags, type RunFlags } from "./run-flags.ts";

type Flags = RunFlags & { words?: (string | number)[]; stored: boolean; strict: boolean };

export const checkCommand: CommandModule<object, Flags> = {
  command: "check [words..]",
  describe: "judge claims, executing what is missing; exit 1 when one fails",
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
        describe: "exit 4 when a claim is inconclusive",
      })
      .option("stored", {
        type: "boolean",
        default: false,
        describe: "execute nothing; what is not stored fails as missing",
      })
      .example(
        "pnpm exp check accuracy-regression",
        "in CI: exit 1 when accuracy is below its limits",
      )
      .example("pnpm exp check --stored", "judge what earlier runs left") as never,
  async handler(flags) {
    const { execute } = await import("./execute.ts");
    const { printCheck } = await import("../terminal/print-outcome.ts");
    const { allOrNamed } = await import("./all-or-named.ts");
    const { worst } = await import("../judge/verdicts.ts");
    const words = flags.words ?? [];
    const outcomes = await execute({
      words: allOrNamed(words, !words.some((word) => !String(word).includes("="))),
      flags,
      force: false,
      storedOnly: flags.stored,
      verb: "check",
      each: (outcome, plan) => printCheck(outcome, plan, flags.json),
    });
    const verdicts = outcomes.flatMap(({ run }) => run.verdicts.map(({ verdict }) => verdict));
    const missing = outcomes.some((outcome) => outcome.missing.length > 0);
    const failed = outcomes.some(({ trials }) => trials.some(({ status }) => status === "failed"));
    const verdict = worst(verdicts);
    if (verdict === "fail" || missing || failed) process.exitCode = exitCodes.claimFailed;
    else if (verdict === "inconclusive" && flags.strict) process.exitCode = exitCodes.inconclusive;
  },
};
