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
        "A baseline holds, a line a trial, its bits and the metrics that claims are about. `exp check` compares with it.",
      ) as never,
  async handler({ _: [, ...more], experiment }) {
    const { keepBaseline } = await import("../compare/keep-baseline.ts");
    const lines = await keepBaseline(process.cwd(), experiment, more);
    process.stdout.write(`${lines.join("\n")}\n`);
  },
};
