import { valueName, type Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { plain } from "../numbers.ts";
import { summaryOf } from "../sweep/summaries.ts";
import { ink, palette, surface } from "./colours.ts";
import { channel } from "./line-layers.ts";
import { numberAt, pointTables } from "./table-rows.ts";
import type { PointTable } from "./table-rows.ts";

const leastTop = 4;

/** Each loss by the probability of the right class, and where the predictions lie on it. */
export function lossCurve(run: Run): TopLevelSpec | undefined {
  const tables = pointTables(run, "curve").filter(({ rows }) => "probability" in rows[0]!);
  if (tables.length === 0) return undefined;
  const lossOf = ({ sweepPoint }: PointTable) =>
    valueName(sweepPoint["loss"] ?? ("loss" in run.config ? run.config.loss : "loss"));
  // A squared error depends on the other probabilities too: its curves differ by prediction.
  const distinct = new Map(tables.map((it) => [lossOf(it) + JSON.stringify(it.rows), it]));
  const curves = [...distinct.values()].map((it) => [lossOf(it), it] as const);
  const marks = pointTables(run, "prediction").flatMap((it) => {
    const right = it.rows.find((row) => numberAt(row, "target") === 1);
    const y = Number(summaryOf(run, "loss.value", it.sweepPoint)?.mean ?? Number.NaN);
    return right === undefined || !Number.isFinite(y)
      ? []
      : [
          {
            x: numberAt(right, "probability"),
            y,
            loss: lossOf(it),
            name: it.heading || "prediction",
            text: plain(y),
          },
        ];
  });
  const losses = [...new Set(curves.map(([loss]) => loss))];
  const colours = palette(losses.length, false);
  const top = Math.max(leastTop, ...marks.map(({ y }) => y)) * 1.06;
  const x = channel("x", { title: "probability of the right class", domain: [0, 1] });
  const y = channel("y", { title: "loss", domain: [0, top] });
  const color = {
    field: "loss",
    type: "nominal" as const,
    scale: { domain: losses, range: colours },
    legend: null,
  };
  return {
    title: {
      text: "Loss by the probability of the right class",
      subtitle: ["Dots: the losses of the predictions, with their values."],
    },
    description: `Loss by the probability of the right class. ${marks
      .map((it) => `${it.name}: probability ${plain(it.x)}, ${it.loss} ${it.text}`)
      .join("; ")}.`,
    usermeta: {
      key: {
        items: losses.map((says, i) => ({ says, colour: colours[i], mark: "line" })),
      },
    },
    width: "container",
    height: 300,
    layer: [
      {
        data: {
          values: curves.flatMap(([loss, { rows }], line) =>
            rows
              .map((row) => ({
                loss,
                line,
                x: numberAt(row, "probability"),
                y: numberAt(row, "loss"),
              }))
              .filter((it) => Number.isFinite(it.y)),
          ),
        },
        mark: { type: "line", strokeWidth: 2, clip: true },
        encoding: { x, y, color, detail: { field: "line", type: "nominal" } },
      },
      {
        data: { values: marks },
        mark: { type: "circle", size: 90, opacity: 1, stroke: surface, strokeWidth: 1.5 },
        encoding: {
          x,
          y,
          color,
          tooltip: [
            { field: "name", title: "trials" },
            { field: "x", title: "probability" },
            { field: "text", title: "loss" },
          ],
        },
      },
      {
        data: { values: marks },
        mark: { type: "text", align: "left", dx: 9, dy: -7, color: ink },
        encoding: { x, y, text: { field: "text" } },
      },
    ],
  } as TopLevelSpec;
}
