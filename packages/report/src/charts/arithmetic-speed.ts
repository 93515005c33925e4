import type { Bench } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { plain } from "../numbers.ts";
import { benchPanel, whoKey, type BenchRow } from "./bench-panel.ts";
import { ink } from "./colours.ts";
import { axisTitles } from "./cost-growth.ts";
import { panelsSpec } from "./panels.ts";

/** Operations a second that a step reaches, and how far that is from what the machine can do. */
export function arithmeticSpeed(bench: Bench): TopLevelSpec | undefined {
  const limit = bench.machine.simdGflops;
  const steps = bench.costs.filter(({ what }) => what === "a step");
  const groups = [...Map.groupBy(steps, ({ axis }) => axis)].map(([axis, costs]) => ({
    axis,
    rows: costs.flatMap(({ who, points }): BenchRow[] =>
      points.flatMap(({ at, gflops }) => (gflops ? [{ who, at, value: gflops }] : [])),
    ),
  }));
  const drawn = groups.filter(({ rows }) => rows.length > 0);
  if (drawn.length === 0) return undefined;
  const all = drawn.flatMap(({ rows }) => rows);
  const best = all.reduce((a, b) => (b.value > a.value ? b : a));
  const key = whoKey(bench, all);
  const limitItem = {
    says: "limit of 128-bit arithmetic on one core, measured",
    colour: ink,
    mark: "dashed" as const,
  };
  return panelsSpec({
    title: "Arithmetic of a training step",
    subtitle: [
      "10⁹ operations a second. gradlab leaves out the zeros of the images, which others multiply: " +
        "it does fewer operations for the same result.",
    ],
    description: `Operations a second of a training step. Most: ${plain(best.value)} GFLOP/s, ${best.who}${
      limit === null ? "" : `; limit of 128-bit arithmetic: ${plain(limit)} GFLOP/s`
    }.`,
    key: { items: [...key.items, ...(limit === null ? [] : [limitItem])] },
    most: 3,
    panels: drawn.map(({ axis, rows }) =>
      benchPanel(bench, rows, {
        title: "GFLOP/s",
        xTitle: axisTitles[axis],
        limit: limit ?? undefined,
      }),
    ),
  });
}
