import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { byLayer } from "./by-layer.ts";
import { pointTables } from "./table-rows.ts";

/** The standard deviation of the activations, layer by layer: whether a signal lives on. */
export function activationSpread(run: Run): TopLevelSpec | undefined {
  const tables = pointTables(run, "layers").filter(({ rows }) => "std" in rows[0]!);
  return byLayer(run, tables, {
    title: "Spread of the activations by layer",
    subtitle: "Where it falls to nothing, all samples look alike.",
    column: "std",
    what: "standard deviation",
    log: true,
  });
}
