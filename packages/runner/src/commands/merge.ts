import { UserError } from "@gradlab/schema/mistake";
import type { CommandModule } from "yargs";

interface Flags {
  folders?: string[];
  json: boolean;
}

export const mergeCommand: CommandModule<object, Flags> = {
  command: "merge [folders..]",
  describe: "bring trials of other folders here: of shards, of other machines",
  builder: (yargs) =>
    yargs
      .positional("folders", {
        describe: "with <experiment>/trials in them, a few folders deep",
        type: "string",
        array: true,
      })
      .option("json", { type: "boolean", default: false, describe: "as JSON on standard output" })
      .example("pnpm exp merge artifacts", "all results/<experiment>/trials below it")
      .example("pnpm exp merge ../machine-1/results ../machine-2/results", "then: pnpm exp run …")
      .epilogue(
        "Every trial file is checked first: its form, its key, and that it has the bits of any other with " +
          "that key. Where one is refused, nothing is copied. Runs and verdicts are not brought along: " +
          "`pnpm exp run` makes them of the trials, executing only what is still missing.",
      ) as never,
  async handler({ folders = [], json }) {
    const { mergeTrials } = await import("../merge/merge-trials.ts");
    if (folders.length === 0) {
      throw new UserError(
        "no folder named; expected folders with <experiment>/trials in them, such as artifacts",
      );
    }
    const say = (sentence: string) => void process.stderr.write(`${sentence}\n`);
    const print = (line: string) => void process.stdout.write(`${line}\n`);
    const merged = await mergeTrials(process.cwd(), folders, say);
    if (json) return print(JSON.stringify(merged, null, 2));
    for (const { experiment, found, copied, failed } of merged) {
      const again = failed > 0 ? `, ${failed} of them failed: a run executes them again` : "";
      print(
        `${experiment}: ${found} trials found, ${copied} copied${again}, ${found - copied} here already`,
      );
    }
    const names = merged.map(({ experiment }) => experiment).join(" ");
    print(`Next: pnpm exp run ${names} with the shards' own words judges them`);
  },
};
