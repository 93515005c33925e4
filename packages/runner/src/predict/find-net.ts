import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { readSafetensors, type Params } from "@gradlab/models";
import { UserError, artifactName, trial as trialSchema, type Trial } from "@gradlab/schema";
import { chooseTrials } from "../export/choose-trials.ts";
import { newestRun, readTrials } from "../export/newest-run.ts";
import { keepsNone, savesThem } from "../export/saved-params.ts";
import { readStored } from "../results/read-stored.ts";

/** A trained net: what it was trained as, and its params. */
export interface TrainedNet {
  /** How messages name it. */
  readonly name: string;
  readonly trial: Trial;
  readonly config: Extract<Trial["config"], { task: "train" }>;
  readonly params: Params;
}

export interface Choice {
  readonly point: string | undefined;
  readonly seed: number | undefined;
}

/**
 * The net of a trial's file, or of the first trial with params among those that are chosen of an
 * experiment's newest run.
 */
export function findNet(root: string, word: string | undefined, choice: Choice): TrainedNet {
  if (word !== undefined && word.endsWith(".json")) return netOfFile(word);
  const run = newestRun(root, word, []);
  const { experiment, config } = run;
  if (config.task !== "train") throw new UserError(keepsNone(experiment, config.task));
  for (const { file } of chooseTrials(run, choice.point, choice.seed)) {
    const path = join("results", experiment, "trials", basename(file));
    const bytes = bytesOf(join(root, artifactName(path, "params")));
    if (bytes === undefined) continue;
    const [found] = readTrials(
      root,
      { ...run, trials: [] },
      run.trials.filter((it) => it.file === file),
    );
    return netOf(found!.trial, path, bytes);
  }
  const which = choice.point === undefined && choice.seed === undefined ? "" : " that are chosen";
  throw noParams(`${experiment}: none of the trials${which} has kept them`, experiment);
}

function netOfFile(file: string): TrainedNet {
  const read = readStored(trialSchema, file, file);
  if ("problem" in read) throw new UserError(`cannot read the trial: ${file}: ${read.problem}`);
  const { config, experiment } = read.value;
  if (config.task !== "train") throw new UserError(keepsNone(file, config.task));
  const bytes = bytesOf(artifactName(file, "params"));
  if (bytes === undefined) throw noParams(file, experiment);
  return netOf(read.value, file, bytes);
}

function netOf(trial: Trial, file: string, bytes: Uint8Array): TrainedNet {
  const { config, seed, experiment } = trial;
  if (config.task !== "train") throw new UserError(keepsNone(file, config.task));
  try {
    return { name: `${experiment}, seed ${seed}`, trial, config, params: readSafetensors(bytes) };
  } catch (error) {
    const problem = (error as Error).message;
    throw new UserError(`cannot read ${artifactName(file, "params")}: ${problem}`);
  }
}

const noParams = (what: string, experiment: string) =>
  new UserError(`no params: ${what}\n${savesThem(experiment)}`);

function bytesOf(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
