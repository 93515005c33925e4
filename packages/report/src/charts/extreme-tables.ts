import { readNumber, type Run } from "@gradlab/schema";
import { pointKey, sweepPoints } from "../sweep/points.ts";
import { summaryOf } from "../sweep/summaries.ts";
import { pointTables, type PointTable } from "./table-rows.ts";

const mostPoints = 2;

/** Tables that take much room: of more than two sweepPoints those of the best reader and of the worst. */
export function extremeTables(run: Run, name: string): PointTable[] {
  const tables = pointTables(run, name);
  if (sweepPoints(run).length <= mostPoints) return tables;
  const of = new Map(tables.map((it) => [pointKey(it.sweepPoint), it]));
  return extremePoints(run).flatMap((key) => of.get(key) ?? []);
}

export const extremesNote = (run: Run): string =>
  sweepPoints(run).length <= mostPoints
    ? ""
    : `The best and the worst on the test split, of ${sweepPoints(run).length}.`;

function extremePoints(run: Run): string[] {
  const known = sweepPoints(run).flatMap((point) => {
    const mean = readNumber(summaryOf(run, "test.accuracy", point)?.mean ?? null);
    return mean === null || !Number.isFinite(mean) ? [] : [{ key: pointKey(point), mean }];
  });
  const ordered = known.toSorted((a, b) => b.mean - a.mean).map(({ key }) => key);
  return [...new Set([ordered[0], ordered.at(-1)])].filter((it) => it !== undefined);
}
