import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { byLayer } from "./by-layer.ts";
import { pointTables } from "./table-rows.ts";

const leastLayers = 3;

/** The gradient's norm at the start, layer by layer: whether it vanishes on its way back. */
export function gradientNorms(run: Run): TopLevelSpec | undefined {
  const tables = pointTables(run, "layers")
    .filter(({ rows }) => "gradientNorm" in rows[0]!)
    .map((it) => ({ ...it, rows: it.rows.filter((row) => row["when"] === "start") }))
    .filter(({ rows }) => rows.length > 0);
  if (!tables.some(({ rows }) => rows.length >= leastLayers)) return undefined;
  return byLayer(run, tables, {
    title: "Gradient norm by layer at the start",
    subtitle: "Of the weights, on the first batch, before any update.",
    column: "gradientNorm",
    what: "gradient norm",
    log: true,
  });
}
