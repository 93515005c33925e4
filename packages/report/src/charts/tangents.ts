import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { plain } from "../numbers.ts";
import { ink } from "./colours.ts";
import { channel, extentDomain } from "./line-layers.ts";
import { panelsSpec, pointKeyOf } from "./panels.ts";
import { pointColours } from "./point-colours.ts";
import { finiteColumn, numberAt, pointTables } from "./table-rows.ts";
import type { PointTable, TableRow } from "./table-rows.ts";

const dash = 12;

/** A function with the lines whose slopes the difference quotients are. */
export function tangents(run: Run): TopLevelSpec | undefined {
  const lines = pointTables(run, "tangent");
  if (lines.length === 0) return undefined;
  const curves = pointTables(run, "curve");
  const curveOf = ({ point }: PointTable) => curves.find((it) => it.point === point)?.rows ?? [];
  const groups = [...Map.groupBy(lines, (it) => JSON.stringify(curveOf(it))).values()];
  const color = {
    field: "point",
    type: "nominal" as const,
    scale: pointColours(run),
    legend: null,
  };
  const xy = (rows: readonly TableRow[], point = "") =>
    rows
      .map((row) => ({ point, x: numberAt(row, "x"), y: numberAt(row, "y") }))
      .filter((it) => Number.isFinite(it.x) && Number.isFinite(it.y));
  return panelsSpec({
    title: "The function and its tangents",
    subtitle: ["Each tangent has the slope that the difference quotient gives with h = 1e-4."],
    description: `Tangents. ${lines
      .map(({ heading, rows }) => `${heading || "Tangent"}: slope ${plain(slopeOf(rows))}`)
      .join("; ")}.`,
    key: pointKeyOf(
      run,
      lines.map(({ point }) => point),
    ),
    most: 3,
    panels: groups.map((group) => {
      const curve = curveOf(group[0]!);
      const x = channel("x", {
        title: "x",
        domain: extentDomain(finiteColumn(curve, "x"), 0),
      });
      const y = channel("y", {
        title: "f(x)",
        domain: extentDomain(finiteColumn(curve, "y"), 0.08),
      });
      const slopes = [...new Set(group.map(({ rows }) => plain(slopeOf(rows))))];
      const curveName = group[0]!.sweepPoint["curve"];
      return {
        title: `${typeof curveName === "string" ? `${curveName}: ` : ""}${slopes.length === 1 ? "slope" : "slopes"} ${slopes.join(", ")}`,
        ratio: 0.72,
        layer: [
          {
            data: { values: xy(curve) },
            mark: { type: "line" as const, strokeWidth: 2, color: ink, clip: true },
            encoding: { x, y },
          },
          // Of lines that lie on each other each has its turn.
          ...group.map(({ point, rows }, i, { length: n }) => ({
            data: { values: xy(rows, point) },
            mark: {
              type: "line" as const,
              strokeWidth: 2,
              clip: true,
              ...(n > 1 && { strokeDash: [dash, dash * (n - 1)], strokeDashOffset: -dash * i }),
            },
            encoding: { x, y, color },
          })),
        ],
      };
    }),
  });
}

function slopeOf(rows: readonly TableRow[]): number {
  const [from, to] = [rows[0]!, rows.at(-1)!];
  return (numberAt(to, "y") - numberAt(from, "y")) / (numberAt(to, "x") - numberAt(from, "x"));
}
