import { basename, join } from "node:path";
import { UserError, didYouMean, run as runSchema, type Baseline } from "@gradlab/schema";
import { experimentFile } from "../experiment/catalogue.ts";
import { readTrials } from "../export/newest-run.ts";
import { baselinePath, jsonFiles, readBaseline } from "./baselines.ts";
import { comparedRun } from "./compared-run.ts";
import { counted } from "../counted.ts";
import { readResultFile } from "./read-result-file.ts";

/**
 * A run or the baseline of an experiment by its name: "latest", "previous", "baseline", or how the name
 * of a file in runs/ begins.
 * @throws UserError where there is none, or it cannot be read
 */
export function readCompared(root: string, experiment: string, name: string): Baseline {
  experimentFile(root, experiment);
  if (name === "baseline") {
    const found = readBaseline(root, experiment);
    if (found) return found;
    throw new UserError(
      `no baseline: ${baselinePath(experiment)}\n\`pnpm exp baseline ${experiment}\` keeps the newest run as one`,
    );
  }
  const folder = join("results", experiment, "runs");
  const files = jsonFiles(join(root, folder));
  const index = { latest: -1, previous: -2 }[name];
  const file = index === undefined ? files.find((it) => it.startsWith(name)) : files.at(index);
  if (file === undefined) {
    const known = ["baseline", "latest", "previous", ...files.map((it) => basename(it, ".json"))];
    const hint =
      index === undefined ? didYouMean(name, known) || `; expected one of ${known.join(", ")}` : "";
    throw new UserError(
      `no such run of ${experiment}: ${name}${hint}\n${counted(files.length, "run")} in ${folder}; \`pnpm exp run ${experiment}\` ${files.length > 0 ? "makes another, after a change" : "makes one"}`,
    );
  }
  const run = readResultFile(runSchema, root, join(folder, file));
  const trials = readTrials(root, run, run.trials).map(({ trial }) => trial);
  return comparedRun(run, trials);
}
