import { muted } from "./colours.ts";
import { channel, extentDomain } from "./line-layers.ts";
import type { Domain } from "./domains.ts";
import type { Layer } from "./layer.ts";
import { finiteColumn, numberAt } from "./table-rows.ts";
import type { TableRow } from "./table-rows.ts";

/** A stretch of the plane of x0 and x1. */
export interface Plane {
  readonly x0: Domain;
  readonly x1: Domain;
}

export const planeOf = (rows: readonly TableRow[], air = 0): Plane => ({
  x0: extentDomain(finiteColumn(rows, "x0"), air),
  x1: extentDomain(finiteColumn(rows, "x1"), air),
});

/** Height over width at which both axes have one scale, as far as a panel can have it. */
export const planeRatio = ({ x0, x1 }: Plane): number =>
  Math.min(1.3, Math.max(0.55, (x1[1] - x1[0]) / (x0[1] - x0[0])));

export const planeChannels = ({ x0, x1 }: Plane) => ({
  x: channel("x0", { title: "x0", domain: x0, ticks: 3 }),
  y: channel("x1", { title: "x1", domain: x1, ticks: 3 }),
});

export const inPlane = ({ x0, x1 }: Plane, a: number, b: number): boolean =>
  a >= x0[0] && a <= x0[1] && b >= x1[0] && b <= x1[1];

/** Lines of equal height, fainter than what is drawn over them. */
export function contourLayer(rows: readonly TableRow[], plane: Plane): Layer {
  let line = 0;
  const values = rows.map((row, order) => {
    if (order > 0 && row["level"] !== rows[order - 1]!["level"]) line++;
    return { line, order, x0: numberAt(row, "x0"), x1: numberAt(row, "x1") };
  });
  return {
    data: { values: values.filter((it) => Number.isFinite(it.x0) && Number.isFinite(it.x1)) },
    mark: { type: "line", strokeWidth: 1, opacity: 0.55, color: muted, clip: true },
    encoding: {
      ...planeChannels(plane),
      detail: { field: "line", type: "nominal" },
      order: { field: "order", type: "quantitative" },
    },
  };
}
