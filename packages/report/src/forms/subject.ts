import { UserError, didYouMean, type Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { arithmeticSpeed } from "../charts/arithmetic-speed.ts";
import { costGrowth } from "../charts/cost-growth.ts";
import type { Before } from "../charts/before.ts";
import { charts } from "../charts/index.ts";
import { pairedTrials } from "../charts/paired-trials.ts";
import { chartRows, type Rows } from "./chart-rows.ts";
import { pictureCharts } from "./pictures/index.ts";
import { rowsOfBoth } from "./rows-of-both.ts";
import { summaryRows } from "./summary-rows.ts";
import { pointNames } from "../sweep/names.ts";
import type { Against } from "../results/compared.ts";
import type { BenchResult } from "../results/read-bench.ts";
import type { ExperimentResult } from "../results/read-results.ts";

export interface NamedChart {
  readonly name: string;
  readonly spec: TopLevelSpec;
  /** What can be read off it; where two runs are compared, of both. */
  readonly rows: () => Rows;
}

/** What has charts: an experiment, or what was measured of speed. */
export interface Subject {
  /** Its folder. */
  readonly name: string;
  readonly charts: readonly NamedChart[];
  readonly result?: ExperimentResult;
  readonly against?: Against | undefined;
  /** The table of means. */
  readonly summary?: () => Rows;
}

type Chart = (run: Run, before?: Before) => TopLevelSpec | undefined;

export function experimentSubject(result: ExperimentResult, against?: Against): Subject {
  const { run, experiment } = result;
  const rowsOfRuns = (rowsOf: (run: Run) => Rows | undefined) => () =>
    against === undefined ? rowsOf(run)! : rowsOfBoth(run, against, rowsOf);
  const paired = against && pairedTrials(run, against);
  return {
    name: experiment,
    charts: [
      ...(paired ? [{ name: "paired-trials", spec: paired, rows: () => rowsIn(run, paired) }] : []),
      ...Object.entries<Chart>({ ...charts, ...pictureCharts }).flatMap(([name, chart]) => {
        const spec = chart(run, against?.before);
        const rowsOf = (of: Run) => {
          const alone = chart(of);
          return alone && rowsIn(of, alone);
        };
        return spec === undefined ? [] : [{ name, spec, rows: rowsOfRuns(rowsOf) }];
      }),
    ],
    result,
    against,
    summary: rowsOfRuns(summaryRows),
  };
}

const rowsIn = (run: Run, spec: TopLevelSpec) => chartRows(spec, pointNames(run).axis || undefined);

export const speedSubject = ({ bench }: BenchResult): Subject => ({
  name: "performance",
  charts: Object.entries({
    "cost-growth": costGrowth,
    "arithmetic-speed": arithmeticSpeed,
  }).flatMap(([name, chart]) => {
    const spec = chart(bench);
    return spec === undefined ? [] : [{ name, spec, rows: () => chartRows(spec) }];
  }),
});

/** The subjects with the charts that are asked for; one that no subject has is a mistake. */
export function withCharts(
  subjects: readonly Subject[],
  wanted: readonly string[],
): readonly Subject[] {
  if (wanted.length === 0) return subjects;
  const known = [...new Set(subjects.flatMap((it) => it.charts.map(({ name }) => name)))];
  for (const name of wanted) {
    if (known.includes(name)) continue;
    const of = subjects.length === 1 ? ` of ${subjects[0]!.name}` : "";
    throw new UserError(
      `unknown chart${of}: ${name}; expected one of ${known.join(", ")}${didYouMean(name, known)}`,
    );
  }
  return subjects.map((subject) => ({
    ...subject,
    charts: subject.charts.filter(({ name }) => wanted.includes(name)),
  }));
}
