import type { Bench, Cost } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { plain } from "../numbers.ts";
import { benchPanel, whoKey, type BenchRow } from "./bench-panel.ts";
import { panelsSpec } from "./panels.ts";

export const axisTitles = {
  batch: "samples in a batch",
  width: "hidden units",
  depth: "hidden layers",
  samples: "images",
  trials: "trials",
} satisfies Record<Cost["axis"], string>;

/** How the cost of a step, an evaluation and a sweep grows with what is asked of them. */
export function costGrowth(bench: Bench): TopLevelSpec | undefined {
  const groups = Map.groupBy(bench.costs, ({ axis, what, unit }) =>
    JSON.stringify({ axis, what, unit }),
  );
  const panels = [...groups.values()].map((costs) => {
    const { axis, what, unit } = costs[0]!;
    const rows = costs.flatMap(({ who, points }): BenchRow[] =>
      points
        .filter(({ value }) => value.median > 0)
        .map(({ at, value }) => ({ who, at, value: value.median })),
    );
    return {
      costs,
      rows,
      name: `${unit === "s" ? "seconds" : unit} for ${what}`,
      xTitle: axisTitles[axis],
    };
  });
  const drawn = panels.filter(({ rows }) => rows.length > 0);
  if (drawn.length === 0) return undefined;
  return panelsSpec({
    title: "How cost grows",
    subtitle: ["Medians, log scales: what grows in proportion is a straight line."],
    description: `How cost grows. ${drawn
      .flatMap(({ costs, name, xTitle }) => costs.map((cost) => `${name}, ${ends(cost, xTitle)}`))
      .join("; ")}.`,
    key: whoKey(
      bench,
      drawn.flatMap(({ rows }) => rows),
    ),
    most: 3,
    panels: drawn.map(({ rows, name, xTitle }) => benchPanel(bench, rows, { title: name, xTitle })),
  });
}

/** "gradlab: 12 at 1, 4,300 at 1,000 samples in a batch" */
function ends({ who, points }: Cost, xTitle: string): string {
  const at = ({ at, value }: Cost["points"][number]) => `${plain(value.median)} at ${plain(at)}`;
  return `${who}: ${at(points[0]!)}, ${at(points.at(-1)!)} ${xTitle}`;
}
