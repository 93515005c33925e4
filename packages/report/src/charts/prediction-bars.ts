import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { plain } from "../numbers.ts";
import { first, muted } from "./colours.ts";
import { panelsSpec } from "./panels.ts";
import { numberAt, pointTables } from "./table-rows.ts";

/** The predictions that losses were taken of, with the right class marked; each once. */
export function predictionBars(run: Run): TopLevelSpec | undefined {
  const tables = pointTables(run, "prediction");
  const groups = [...Map.groupBy(tables, ({ rows }) => JSON.stringify(rows)).values()];
  if (groups.length === 0) return undefined;
  const right = (rows: (typeof tables)[number]["rows"]) =>
    rows.find((row) => numberAt(row, "target") === 1);
  const saysOf = (rows: (typeof tables)[number]["rows"]) => {
    const row = right(rows);
    return row === undefined
      ? "no right class"
      : `class ${plain(numberAt(row, "class"))} is right, probability ${plain(numberAt(row, "probability"))}`;
  };
  return panelsSpec({
    title: "The predictions",
    subtitle: [],
    description: `Probabilities by class. ${groups.map((group) => saysOf(group[0]!.rows)).join("; ")}.`,
    key: {
      items: [
        { says: "right class", colour: first, mark: "square" },
        { says: "other classes", colour: muted, mark: "square" },
      ],
    },
    most: 3,
    panels: groups.map(([table]) => {
      const values = table!.rows.map((row) => ({
        class: numberAt(row, "class"),
        probability: numberAt(row, "probability"),
        colour: numberAt(row, "target") === 1 ? first : muted,
      }));
      return {
        title: saysOf(table!.rows),
        ratio: 0.62,
        layer: [
          {
            data: { values: values.filter((it) => Number.isFinite(it.probability)) },
            mark: { type: "bar" as const, cornerRadiusEnd: 2 },
            encoding: {
              x: {
                field: "class",
                type: "ordinal" as const,
                axis: { title: "class", labelAngle: 0 },
              },
              y: {
                field: "probability",
                type: "quantitative" as const,
                scale: { domain: [0, 1] },
                axis: { title: "probability", values: [0, 0.5, 1] },
              },
              fill: { field: "colour", type: "nominal" as const, scale: null },
              tooltip: ["class", "probability"].map((field) => ({ field, title: field })),
            },
          },
        ],
      };
    }),
  });
}
