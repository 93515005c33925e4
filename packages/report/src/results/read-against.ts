import { UserError, baseline as baselineSchema, didYouMean, type Run } from "@gradlab/schema";
import { existsSync } from "node:fs";
import path from "node:path";
import { comparedBaseline, type Against, type Compared } from "./compared.ts";
import { runFileNames, type ExperimentResult } from "./read-results.ts";
import { readRun } from "./read-run.ts";
import { readStored, type Stored } from "./read-stored.ts";
import { readTrial } from "./read-trial.ts";

/**
 * The newest run of an experiment, and what it is held against: "baseline", "previous", or how the name of
 * a file in runs/ begins.
 */
export async function readAgainst(
  resultsDir: string,
  { experiment, run, file }: ExperimentResult,
  name: string,
): Promise<Against> {
  const before =
    name === "baseline"
      ? await readBaseline(resultsDir, experiment)
      : await readOther(resultsDir, experiment, name, file);
  return { before, after: await comparedRun(resultsDir, run) };
}

async function readBaseline(resultsDir: string, experiment: string): Promise<Compared> {
  const file = path.join(resultsDir, "baselines", `${experiment}.json`);
  const next = `\`pnpm exp baseline ${experiment}\` keeps the newest run as one.`;
  if (!existsSync(file)) throw new UserError(`no baseline: ${file}\n${next}`);
  return comparedBaseline(
    whole(await readStored(baselineSchema, file), `the baseline: ${file}`, next),
  );
}

async function readOther(
  resultsDir: string,
  experiment: string,
  name: string,
  newest: string,
): Promise<Compared> {
  const others = (await runFileNames(resultsDir, experiment)).filter((it) => it !== newest);
  const file = name === "previous" ? others[0] : others.find((it) => it.startsWith(name));
  if (file === undefined) {
    const known = ["baseline", "previous", ...others.map((it) => path.basename(it, ".json"))];
    throw new UserError(
      `no such run of ${experiment}: ${name}; expected one of ${known.join(", ")}` +
        `${didYouMean(name, known)}\nThe newest run, ${newest}, is the one that is held against it.`,
    );
  }
  const stored = await readRun(path.join(resultsDir, experiment, "runs", file));
  const run = whole(stored, `the run: ${file}`, "Choose another run with --against.");
  return comparedRun(resultsDir, run);
}

function whole<Value>({ value, problem }: Stored<Value>, what: string, next: string): Value {
  if (problem === undefined) return value as Value;
  throw new UserError(`cannot read ${what}; ${problem}\n${next}`);
}

async function comparedRun(resultsDir: string, run: Run): Promise<Compared> {
  const { config, dataset, provenance, curves } = run;
  const folder = path.join(resultsDir, run.experiment, "trials");
  const trials = await Promise.all(
    run.trials.map(async ({ file: name, sweepPoint, seed, status, key }) => ({
      sweepPoint,
      seed,
      status,
      key,
      metrics: (await readTrial(path.join(folder, name)))?.metrics ?? {},
    })),
  );
  const started = new Date(run.startedAt).toISOString().slice(0, 16).replace("T", " ");
  return { says: `the run of ${started} UTC`, config, dataset, provenance, curves, trials, run };
}
