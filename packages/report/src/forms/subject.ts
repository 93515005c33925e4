import { UserError, didYouMean } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { arithmeticSpeed } from "../charts/arithmetic-speed.ts";
import { costGrowth } from "../charts/cost-growth.ts";
import { charts } from "../charts/index.ts";
import { pairedTrials } from "../charts/paired-trials.ts";
import { pictureCharts } from "./pictures/index.ts";
import type { Against } from "../results/compared.ts";
import type { BenchResult } from "../results/read-bench.ts";
import type { ExperimentResult } from "../results/read-results.ts";

export interface NamedChart {
  readonly name: string;
  readonly spec: TopLevelSpec;
}

/** What has charts: an experiment, or what was measured of speed. */
export interface Subject {
  /** Its folder. */
  readonly name: string;
  readonly charts: readonly NamedChart[];
  readonly result?: ExperimentResult;
  readonly against?: Against | undefined;
}

export const experimentSubject = (result: ExperimentResult, against?: Against): Subject => ({
  name: result.experiment,
  charts: drawn({
    ...(against && { "paired-trials": () => pairedTrials(result.run, against) }),
    ...Object.fromEntries(
      Object.entries(charts).map(([name, chart]) => [
        name,
        () => chart(result.run, against?.before),
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(pictureCharts).map(([name, chart]) => [name, () => chart(result.run)]),
    ),
  }),
  result,
  against,
});

export const speedSubject = ({ bench }: BenchResult): Subject => ({
  name: "performance",
  charts: drawn({
    "cost-growth": () => costGrowth(bench),
    "arithmetic-speed": () => arithmeticSpeed(bench),
  }),
});

const drawn = (all: Readonly<Record<string, () => TopLevelSpec | undefined>>): NamedChart[] =>
  Object.entries(all).flatMap(([name, make]) => {
    const spec = make();
    return spec === undefined ? [] : [{ name, spec }];
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
