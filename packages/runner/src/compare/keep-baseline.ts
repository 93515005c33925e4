import { UserError, tasks, type Baseline } from "@gradlab/schema";
import { newestRun, readTrials } from "../export/newest-run.ts";
import { trialLabel } from "../terminal/trial-label.ts";
import { baselineNames } from "./baselines.ts";
import { comparedRun } from "./compared-run.ts";
import { alphaOf } from "./hold-against.ts";
import { directedMetrics } from "./hold-metrics.ts";
import { seedsForTwo, smallestDrop } from "./smallest-drop.ts";
import { writeBaseline } from "./write-baseline.ts";

/** Keeps the newest run as the baseline; returns what to say of it. */
export async function keepBaseline(
  root: string,
  name: string | undefined,
  more: readonly (string | number)[],
): Promise<string[]> {
  const run = newestRun(root, name, more);
  const trials = readTrials(root, run, run.trials).map(({ trial }) => trial);
  const failed = trials.filter(({ status }) => status === "failed").map(trialLabel);
  if (failed.length > 0) {
    throw new UserError(
      `failed trials: ${failed.join("; ")}\n` +
        `expected a run without; \`pnpm exp run ${run.experiment}\` tries them again`,
    );
  }
  const baseline = comparedRun(run, trials);
  const file = await writeBaseline(root, baseline);
  const names = new Set([...baselineNames(root), run.experiment]);
  return [
    `${run.experiment}: baseline of ${trials.length} trials kept in ${file}`,
    ...(tasks[run.config.task].random ? sensitivity(baseline, alphaOf(names.size)) : []),
    `Next: git add ${file}; pnpm exp check ${run.experiment} compares with it`,
  ];
}

/** How small a drop it will show where the bits are others. */
function sensitivity({ experiment, trials }: Baseline, alpha: number): string[] {
  const points = Map.groupBy(trials, ({ sweepPoint }) => JSON.stringify(sweepPoint));
  const seeds = Math.min(...[...points.values()].map((own) => own.length));
  const compared = [...points.values()].reduce(
    (sum, own) => sum + new Set(own.flatMap(directedMetrics)).size,
    0,
  );
  if (compared === 0) return [];
  const drop = smallestDrop(seeds, compared, alpha);
  const enough = seedsForTwo(compared, alpha);
  const shown =
    seeds < 2
      ? "one seed shows no drop where the bits are others"
      : `with ${seeds} seeds it shows a drop of ${drop.toFixed(1)} standard deviations in 95 % of cases`;
  if (drop <= 2) return [shown];
  return [`${shown}; for 2: \`pnpm exp run ${experiment} --seeds ${enough}\` before`];
}
