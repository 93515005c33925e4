import type { CommandModule } from "yargs";

interface Flags {
  experiment?: string;
}

export const baselineCommand: CommandModule<object, Flags> = {
  command: "baseline [experiment]",
  describe: "keep the newest run as what later ones are compared with",
  builder: (yargs) =>
    yargs
      .positional("experiment", { describe: "its name", type: "string" })
      .example("pnpm exp baseline accuracy-regression", "then commit results/baselines/")
      .epilogue(
        "A baseline holds, a line a trial, its bits and the metrics that claims are about.",
      ) as never,
  async handler({ _: [, ...more], experiment }) {
    const { newestRun, readTrials } = await import("../export/newest-run.ts");
    const { comparedRun } = await import("../compare/compared-run.ts");
    const { writeBaseline } = await import("../compare/write-baseline.ts");
    const root = process.cwd();
    const run = newestRun(root, experiment, more);
    const trials = readTrials(root, run, run.trials).map(({ trial }) => trial);
    const file = await writeBaseline(root, comparedRun(run, trials));
    process.stdout.write(
      `${run.experiment}: baseline of ${trials.length} trials kept in ${file}\n` +
        `Next: git add ${file}; pnpm exp check ${run.experiment} compares with it\n`,
    );
  },
};
