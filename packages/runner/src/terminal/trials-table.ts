import type { Run, Trial } from "@gradlab/schema";
import { errorLine } from "../error-line.ts";
import type { RunTrial } from "../export/newest-run.ts";
import { metricLabel, pointLabel, textTable } from "./format.ts";
import { usual } from "./summary-table.ts";
import { cut } from "./trial-text.ts";

const mostColumns = 4;

/** Trials in a line each, as wide as the terminal: what claims are about, and what was noticed. */
export function trialsTable(run: Run, trials: readonly RunTrial[], width = Infinity): string {
  const metrics = [...new Set([...run.verdicts.map(({ metric }) => metric), ...usual])]
    .filter((metric) => trials.some(({ trial }) => Object.hasOwn(trial.metrics, metric)))
    .slice(0, mostColumns);
  for (;;) {
    const table = tableOf(
      trials.map(({ trial }) => trial),
      metrics,
    );
    const fits = table.split("\n").every((line) => line.length <= width);
    if (fits || metrics.length <= 1) return fits ? table : cutLines(table, width);
    metrics.pop();
  }
}

const tableOf = (trials: readonly Trial[], metrics: readonly string[]) =>
  textTable([
    ["", "seed", "status", ...metrics, "noticed"],
    ...trials.map((trial) => [
      pointLabel(trial.sweepPoint) || trial.experiment,
      String(trial.seed),
      trial.status,
      ...metrics.map((metric) => metricLabel(metric, trial.metrics[metric] ?? null)),
      noticed(trial),
    ]),
  ]);

const noticed = ({ error, diagnoses }: Trial) =>
  [
    ...(error === undefined ? [] : [errorLine(error).split("\n")[0]!]),
    ...diagnoses.map(({ code }) => code),
  ].join(", ");

const cutLines = (text: string, width: number) =>
  text
    .split("\n")
    .map((line) => cut(line, width))
    .join("\n");
