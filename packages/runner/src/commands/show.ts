import type { CommandModule } from "yargs";

interface Flags {
  experiment?: string;
  point?: string | string[];
  seed?: string | string[];
  json?: boolean;
}

export const showCommand: CommandModule<object, Flags> = {
  command: "show [experiment]",
  describe:
    "the trials of the newest run, a line each; those of a --point or a --seed with all there is",
  builder: (yargs) =>
    yargs
      .positional("experiment", { describe: "its name", type: "string" })
      .option("point", {
        type: "string",
        requiresArg: true,
        describe: "all of the trials where the sweep chose this",
      })
      .option("seed", {
        type: "string",
        requiresArg: true,
        describe: "all of the trials of this seed",
      })
      .option("json", { type: "boolean", describe: "as JSON on standard output" })
      .example("pnpm exp show lr-sweep", "every trial in a line")
      .example(
        "pnpm exp show lr-sweep --point 'learningRate 0.1' --seed 2",
        "one of them: metrics, diagnoses, provenance, file",
      ) as never,
  async handler({ _: [, ...more], experiment, point, seed, json }) {
    const { newestRun, readTrials } = await import("../export/newest-run.ts");
    const { chooseTrials } = await import("../export/choose-trials.ts");
    const { choosing } = await import("../terminal/choosing.ts");
    const { trialsTable } = await import("../terminal/trials-table.ts");
    const { trialJson, trialText } = await import("../terminal/show-trial.ts");
    const { widthOf } = await import("../terminal/wrapped.ts");
    const { wholeNumber } = await import("./run-flags.ts");
    const root = process.cwd();
    const run = newestRun(root, experiment, more);
    const points = point === undefined ? undefined : [point].flat().join(", ");
    const entries = chooseTrials(
      run,
      points,
      seed === undefined ? undefined : wholeNumber("seed", seedOf(seed)),
    );
    const trials = readTrials(root, run, entries);
    const width = widthOf(process.stdout);
    const isWhole = points !== undefined || seed !== undefined || trials.length === 1;
    const text = json
      ? JSON.stringify(trials.map(trialJson), null, 2)
      : isWhole
        ? trials.map((it) => trialText(it, width)).join("\n\n")
        : `${trialsTable(run, trials, width)}\n\n\`${choosing("show", run.experiment, entries)}\` shows all of one`;
    process.stdout.write(`${text}\n`);
  },
};

/** NaN for no number and for more than one. */
const seedOf = (text: string | string[]) =>
  typeof text === "string" && text !== "" ? Number(text) : NaN;
