import { UserError } from "@gradlab/schema/mistake";
import type { CommandModule } from "yargs";

interface Flags {
  experiment?: string;
  before: string;
  after: string;
  json: boolean;
  markdown: boolean;
}

export const diffCommand: CommandModule<object, Flags> = {
  command: "diff [experiment] [before] [after]",
  describe: "two runs, or a run and the baseline: what changed, paired by seed",
  builder: (yargs) =>
    yargs
      .positional("experiment", { describe: "its name", type: "string" })
      .positional("before", {
        describe: "latest, previous, baseline, or how the name of a file in runs/ begins",
        type: "string",
        default: "previous",
      })
      .positional("after", { describe: "the same", type: "string", default: "latest" })
      .option("json", { type: "boolean", default: false, describe: "as JSON on standard output" })
      .option("markdown", { type: "boolean", default: false, describe: "as Markdown" })
      .example("pnpm exp diff lr-sweep", "the newest run with the one before")
      .example("pnpm exp diff lr-sweep baseline", "the newest run with the baseline") as never,
  async handler({ experiment, before, after, json, markdown }) {
    const { oneForm } = await import("./one-form.ts");
    const { experimentNames } = await import("../experiment/catalogue.ts");
    const { readCompared } = await import("../compare/read-compared.ts");
    const { compare } = await import("../compare/compare.ts");
    const { comparisonMarkdown, comparisonText } = await import("../terminal/comparison-text.ts");
    oneForm({ json, markdown });
    const root = process.cwd();
    if (experiment === undefined) {
      const known = experimentNames(root).join(", ");
      throw new UserError(`no experiment named; expected one of ${known}`);
    }
    const found = compare(
      readCompared(root, experiment, before),
      readCompared(root, experiment, after),
    );
    const text = json
      ? JSON.stringify(found, null, 2)
      : markdown
        ? comparisonMarkdown(found)
        : comparisonText(found);
    process.stdout.write(`${text}\n`);
  },
};
