import { readNumber, type JsonValue, type Trial } from "@gradlab/schema";

/** null: not measured, or no step. Numbers that are not finite are themselves. */
export type Cell = string | number | boolean | null;

/** One measured number a row, with all that tells it from the others. */
export interface Rows {
  readonly columns: readonly string[];
  /** Made anew each time they are gone through, a trial at a time. */
  readonly trials: Iterable<readonly (readonly Cell[])[]>;
}

/** The columns before and after those of the swept paths, none of which has such a name. */
export const fixedColumns = {
  before: ["experiment"],
  after: ["seed", "status", "series", "step", "metric", "value"],
} as const;

/** The final metrics of each trial, without a step, then its series, a row for each recorded step. */
export function rowsOf(trials: readonly Trial[]): Rows {
  const paths = [...new Set(trials.flatMap(({ sweepPoint }) => Object.keys(sweepPoint)))];
  return {
    columns: [...fixedColumns.before, ...paths, ...fixedColumns.after],
    trials: {
      *[Symbol.iterator]() {
        for (const trial of trials) yield trialRows(trial, paths);
      },
    },
  };
}

function trialRows(trial: Trial, paths: readonly string[]): Cell[][] {
  const { experiment, sweepPoint, seed, status } = trial;
  const chosen = paths.map((path) => plain(sweepPoint[path] ?? null));
  const same = [experiment, ...chosen, seed, status];
  return measurements(trial).map((it) => [...same, ...it]);
}

type Measurement = [series: string | null, step: number | null, metric: string, value: Cell];

function measurements({ metrics, timing, series }: Trial): Measurement[] {
  const final = [
    ...Object.entries(metrics),
    ...Object.entries(timing).map(([name, value]) => [`timing.${name}`, value] as const),
  ];
  return [
    ...final.map(([name, value]): Measurement => [null, null, name, readNumber(value)]),
    ...Object.entries(series).flatMap(([name, { columns }]) => {
      const { step: steps = [], ...measured } = columns;
      return Object.entries(measured).flatMap(([metric, values]) =>
        values.map((value, row): Measurement => {
          return [name, readNumber(steps[row] ?? null), metric, readNumber(value)];
        }),
      );
    }),
  ];
}

/** A list or a record as its JSON: a text can be grouped by, in every tool. */
function plain(value: JsonValue): Cell {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}
