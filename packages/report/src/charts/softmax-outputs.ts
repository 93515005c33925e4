import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { plain } from "../numbers.ts";
import { first, ink, warning } from "./colours.ts";
import { panelsSpec } from "./panels.ts";
import { numberAt, pointTables } from "./table-rows.ts";

const mostNamed = 12;

/** Softmax of given scores: a bar for each output, a word where it is no number. */
export function softmaxOutputs(run: Run): TopLevelSpec | undefined {
  const tables = pointTables(run, "outputs");
  if (tables.length === 0) return undefined;
  const panels = tables.map(({ heading, rows }) => {
    const values = rows.map((row, i) => {
      const output = numberAt(row, "output");
      const there = Number.isFinite(output);
      return {
        index: i,
        score: plain(numberAt(row, "score")),
        output: there ? output : 0,
        text: there ? outputText(output) : "no number",
        there,
      };
    });
    const scores = JSON.stringify(values.map(({ score }) => score));
    const x = {
      field: "index",
      type: "ordinal" as const,
      scale: { paddingInner: 0.25 },
      axis: {
        title: "score",
        labelAngle: 0,
        ...(values.length <= mostNamed && { labelExpr: `${scores}[datum.value]` }),
      },
    };
    const y = {
      field: "output",
      type: "quantitative" as const,
      scale: { domain: [0, 1.08], nice: false },
      axis: { title: "output", values: [0, 0.5, 1] },
    };
    return {
      title: heading,
      ratio: 0.75,
      layer: [
        {
          data: { values },
          mark: { type: "bar" as const, cornerRadiusEnd: 2, color: first },
          encoding: {
            x,
            y,
            tooltip: [
              { field: "score", title: "score" },
              { field: "text", title: "output" },
            ],
          },
        },
        ...(values.length > mostNamed
          ? []
          : [true, false].map((there) => ({
              data: { values: values.filter((it) => it.there === there) },
              mark: {
                type: "text" as const,
                ...(there ? { dy: -7 } : { angle: 270, align: "left" as const, dx: 6 }),
                fontSize: values.length > 5 ? 9 : 10,
                color: there ? ink : warning,
                fontWeight: there ? ("normal" as const) : ("bold" as const),
              },
              encoding: { x, y, text: { field: "text" } },
            }))),
      ],
    };
  });
  return panelsSpec({
    title: "Softmax outputs",
    subtitle: [
      tables.some(({ rows }) => rows.some((row) => !Number.isFinite(numberAt(row, "output"))))
        ? "“No number”: the exponential of a score is larger than any number, and so is their sum."
        : "One bar for each score; together they are 1.",
    ],
    description: `Softmax outputs. ${tables
      .map(
        ({ heading, rows }) =>
          `${heading || "Outputs"}: ${rows.map((row) => plain(numberAt(row, "output"))).join(", ")}`,
      )
      .join("; ")}.`,
    panels,
  });
}

const outputText = (output: number) =>
  output > 0 && output < 1e-3 ? "≈0" : plain(Number(output.toPrecision(3)));
