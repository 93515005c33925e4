import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { plain } from "../numbers.ts";
import { muted } from "./colours.ts";
import { channel, extentDomain, lineLayers } from "./line-layers.ts";
import { pointKeyOf } from "./panels.ts";
import { numberAt, pointTables } from "./table-rows.ts";

/** How the function changes with a short step, by its angle from the negative gradient. */
export function directions(run: Run): TopLevelSpec | undefined {
  const tables = pointTables(run, "directions");
  const rows = tables.flatMap(({ point, rows: its }) =>
    its
      .map((row) => ({ point, x: numberAt(row, "angle"), y: numberAt(row, "change") }))
      .filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)),
  );
  if (rows.length === 0) return undefined;
  const xDomain = extentDomain(
    rows.map(({ x }) => x),
    0,
  );
  const yDomain = extentDomain([0, ...rows.map(({ y }) => y)], 0.1);
  const ticks = [-180, -90, 0, 90, 180, 270, 360].filter(
    (it) => it >= xDomain[0] - 1 && it <= xDomain[1] + 1,
  );
  const x = { title: "degrees from the negative gradient", domain: xDomain, values: ticks };
  const y = { title: "change of the function", domain: yDomain };
  return {
    title: {
      text: "Steps of one length in all directions",
      subtitle: ["Along the negative gradient, at 0 degrees, the function falls most."],
    },
    description: `Change of the function by the direction of a step. ${tables
      .map(({ point, heading }) => {
        const least = rows
          .filter((row) => row.point === point)
          .reduce((a, b) => (b.y < a.y ? b : a));
        return `${heading || "The function"}: falls most, by ${plain(Math.abs(least.y))}, at ${plain(least.x)} degrees`;
      })
      .join("; ")}.`,
    usermeta: {
      key: pointKeyOf(
        run,
        tables.map(({ point }) => point),
      ),
    },
    width: "container",
    height: 260,
    layer: [
      {
        data: { values: [{ x: 0 }] },
        mark: { type: "rule", strokeDash: [3, 3], color: muted },
        encoding: { x: channel("x", x) },
      },
      {
        data: { values: [{ y: 0 }] },
        mark: { type: "rule", color: muted },
        encoding: { y: channel("y", y) },
      },
      ...lineLayers(run, rows, { x, y }, { text: plain }),
    ],
  } as TopLevelSpec;
}
