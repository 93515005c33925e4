import type { Run } from "@gradlab/schema";
import { ink } from "./colours.ts";
import type { CurveRow } from "./curve-rows.ts";
import { pointKeyOf } from "./panels.ts";
import type { ChartKey, KeyItem } from "./panels.ts";

/** What colours mean, unless the lines end with their names; and which split is dashed. */
export function curvesKey(
  run: Run,
  rows: readonly CurveRow[],
  atEnds: boolean,
  columns: Readonly<Record<string, { says: string; dash: number[] }>>,
  before: string | undefined,
): ChartKey | undefined {
  const points = atEnds
    ? undefined
    : pointKeyOf(
        run,
        rows.map(({ point }) => point),
      );
  const kinds = Object.values(columns);
  const splits: KeyItem[] =
    kinds.length < 2
      ? []
      : kinds.map(({ says, dash }) => ({
          says,
          colour: ink,
          mark: dash.length === 0 ? "line" : "dashed",
        }));
  const earlier: KeyItem[] =
    before === undefined ? [] : [{ says: before, colour: ink, mark: "dotted" }];
  const items = [...(points?.items ?? []), ...splits, ...earlier];
  return items.length === 0 ? undefined : { ...points, items };
}
