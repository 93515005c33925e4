import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { extremeTables, extremesNote } from "../../charts/extreme-tables.ts";
import { exampleNote, numberAt, pointTables } from "../../charts/table-rows.ts";
import { plain } from "../../numbers.ts";
import { sweepPoints } from "../../sweep/points.ts";
import { pictureChart } from "./picture-chart.ts";

const mostPoints = 2;

/** What a run has left as images: the page draws them on canvases, other forms as charts. */
export const pictureCharts: Readonly<Record<string, (run: Run) => TopLevelSpec | undefined>> = {
  mistakes(run) {
    const tables = extremeTables(run, "mistakes");
    if (tables.length === 0) return undefined;
    return pictureChart({
      title: "The surest mistakes",
      subtitle: [
        "Test images that are read wrong, the one with the highest output first, at most three of a kind.",
        [extremesNote(run), exampleNote(run, tables)].filter(Boolean).join(" "),
      ],
      description: `Test images that are read wrong. ${tables
        .flatMap(({ rows }) => rows)
        .map((row) => `${numberAt(row, "actual")} read as ${numberAt(row, "predicted")}`)
        .join("; ")}.`,
      palette: "ink",
      tables,
      headingOf: ({ heading }) => heading,
      captionOf: (row) => [
        `${numberAt(row, "actual")} read as ${numberAt(row, "predicted")}`,
        `${(100 * numberAt(row, "probability")).toFixed(1)}\u00a0%`,
      ],
      tells: {
        sample: "test image",
        actual: "true class",
        predicted: "read as",
        probability: "output",
      },
    });
  },
  weights(run) {
    const tables = pointTables(run, "weights");
    if (tables.length === 0 || sweepPoints(run).length > mostPoints) return undefined;
    return pictureChart({
      title: "What the first hidden units look for",
      subtitle: [
        "The weights from each pixel to a unit: orange ones raise its input, blue ones lower it, the strongest colour stands for the largest.",
        exampleNote(run, tables),
      ],
      description: `Weights of ${Math.max(...tables.map(({ rows }) => rows.length))} hidden units as images.`,
      palette: "signed",
      tables,
      headingOf: ({ heading, rows }) => {
        const largest = plain(Number(numberAt(rows[0]!, "largest").toPrecision(3)));
        return [heading, `weights from −${largest} to ${largest}`].filter(Boolean).join(": ");
      },
      captionOf: () => [],
      tells: { unit: "unit", largest: "largest weight" },
    });
  },
};
