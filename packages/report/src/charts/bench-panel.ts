import type { Bench } from "@gradlab/schema";
import { plain } from "../numbers.ts";
import { ink, palette } from "./colours.ts";
import { logDomain } from "./domains.ts";
import type { Layer } from "./layer.ts";
import { channel } from "./line-layers.ts";
import type { ChartKey, Panel } from "./panels.ts";

export interface BenchRow {
  readonly who: string;
  readonly at: number;
  readonly value: number;
}

/** A colour for everyone who was measured, the same in every chart. */
export function whoColours({ costs }: Bench): { domain: string[]; range: string[] } {
  const domain = [...new Set(costs.map(({ who }) => who))];
  return { domain, range: palette(domain.length, false) };
}

export function whoKey(bench: Bench, drawn: readonly BenchRow[]): ChartKey {
  const { domain, range } = whoColours(bench);
  const shown = new Set(drawn.map(({ who }) => who));
  const items = domain.map((says, i) => ({ says, colour: range[i]!, mark: "line" as const }));
  return { items: items.filter(({ says }) => shown.has(says)) };
}

/** Lines on two log axes: what grows in proportion is straight, at 45° where the decades are as wide. */
export function benchPanel(
  bench: Bench,
  rows: readonly BenchRow[],
  { title, xTitle, limit }: { title: string; xTitle: string; limit?: number | undefined },
): Panel {
  const limits = limit === undefined ? [] : [{ value: limit }];
  const axis = (field: keyof BenchRow, title: string | null, values: readonly number[]) =>
    channel(field, { title, domain: logDomain(values)!, log: true, format: ",.6~g" });
  const x = axis(
    "at",
    xTitle,
    rows.map(({ at }) => at),
  );
  const y = axis(
    "value",
    null,
    [...rows, ...limits].map(({ value }) => value),
  );
  const color = {
    field: "who",
    type: "nominal" as const,
    scale: whoColours(bench),
    legend: null,
  };
  const values = rows.map((row) => ({ ...row, atText: plain(row.at), text: plain(row.value) }));
  const layer: Layer[] = [
    {
      data: { values: limits },
      mark: { type: "rule", strokeDash: [5, 3], color: ink },
      encoding: { y },
    },
    {
      data: { values },
      mark: { type: "line", strokeWidth: 2, strokeJoin: "round" },
      encoding: { x, y, color },
    },
    {
      data: { values },
      mark: { type: "circle", opacity: 1, size: 40 },
      encoding: {
        x,
        y,
        color,
        tooltip: [
          { field: "who", title: "who" },
          { field: "atText", title: xTitle },
          { field: "text", title },
        ],
      },
    },
  ];
  return { title, ratio: 0.85, layer };
}
