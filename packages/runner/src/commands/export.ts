import { UserError } from "@gradlab/schema/mistake";
import { resolve } from "node:path";
import type { CommandModule } from "yargs";

const formats = {
  tensorboard: "folder for event files: a run for each trial; replaces what it wrote before",
  csv: "file of tidy rows, a measured number each; - for standard output",
  json: "the same rows as a list of records; - for standard output",
  parquet: "the same rows, typed and compressed",
  npz: "file of one trial's saved params that numpy.load reads",
  safetensors: "the same params as they were saved",
} as const;
type Format = keyof typeof formats;

interface Flags extends Partial<Record<Format, string>> {
  experiment?: string;
  point?: string;
  seed?: string;
}

export const exportCommand: CommandModule<object, Flags> = {
  command: "export [experiment]",
  describe: "the newest run in other formats",
  builder: (yargs) => {
    const flag = { type: "string", nargs: 1 } as const;
    yargs
      .positional("experiment", { describe: "its name", type: "string" })
      .option("point", { ...flag, describe: "only where the sweep chose this" })
      .option("seed", { ...flag, describe: "only of this seed" });
    for (const [name, describe] of Object.entries(formats)) {
      yargs.option(name, { ...flag, describe });
    }
    return yargs
      .example("pnpm exp export lr-sweep --csv lr-sweep.csv --parquet lr-sweep.parquet", "")
      .example("pnpm -s exp export lr-sweep --json - --seed 1 | jq length", "")
      .example("pnpm exp export two-layer-net --seed 1 --npz net.npz", "saved by --save-params")
      .example("pnpm exp export lr-sweep --tensorboard logs", "then: tensorboard --logdir logs")
      .epilogue("Columns, types and tags: docs/exports.md") as never;
  },
  async handler({ _: [, ...more], experiment, point, seed, ...flags }) {
    const targets = targetsOf(flags);
    const { newestRun } = await import("../export/newest-run.ts");
    const { chooseTrials } = await import("../export/choose-trials.ts");
    const { exportRun } = await import("../export/export-run.ts");
    const { wholeNumber } = await import("./run-flags.ts");
    const root = process.cwd();
    const run = newestRun(root, experiment, more);
    const entries = chooseTrials(
      run,
      point,
      wholeNumber("seed", seed === undefined ? undefined : Number(seed || NaN)),
    );
    const out = Object.values(targets).includes("-") ? process.stderr : process.stdout;
    await exportRun(root, run, entries, targets, (sentence) => void out.write(`${sentence}\n`));
  },
};

/** What is asked for, and each in a place of its own. */
function targetsOf(flags: Partial<Record<Format, string>>): Partial<Record<Format, string>> {
  const names = Object.keys(formats) as Format[];
  const usage = (name: Format) => `--${name} ${name === "tensorboard" ? "DIR" : "FILE"}`;
  const asked = names.flatMap((name): [Format, string][] => {
    const target = flags[name];
    return target === undefined ? [] : [[name, target]];
  });
  if (asked.length === 0) {
    const all = `${names.slice(0, -1).map(usage).join(", ")} or ${usage(names.at(-1)!)}`;
    throw new UserError(
      `no format named; expected ${all}\n` +
        "`pnpm exp export lr-sweep --csv lr-sweep.csv` writes a row for each measured number",
    );
  }
  for (const [i, [name, target]] of asked.entries()) {
    if (target === "") throw new UserError(`no place named: --${name}; expected ${usage(name)}`);
    if (target === "-" && name !== "csv" && name !== "json") {
      throw new UserError(
        `no format for standard output: --${name} -; expected ${usage(name)}, or --csv - or --json -`,
      );
    }
    const [other] = asked.slice(0, i).find(([, it]) => resolve(it) === resolve(target)) ?? [];
    if (other !== undefined) {
      throw new UserError(`one place for --${other} and --${name}: ${target}; expected two`);
    }
  }
  return Object.fromEntries(asked);
}
