import type { Run } from "@gradlab/schema";
import type { Compared } from "../results/compared.ts";
import { pointKey, pointOrder } from "../sweep/points.ts";
import { curveRows, type CurveRow } from "./curve-rows.ts";

/** What a run is held against, for charts that draw both. */
export type Before = Pick<Compared, "says" | "curves">;

/** The other's curves of the sweepPoints that the run has too, under the run's names. */
export function beforeRows(
  run: Run,
  before: Before | undefined,
  series: string,
  column: string,
): CurveRow[] {
  if (before === undefined) return [];
  const known = pointOrder(run);
  const curves = before.curves.filter(({ sweepPoint }) => known.has(pointKey(sweepPoint)));
  return curveRows({ ...run, curves }, series, [column]);
}
