import type { Run } from "@gradlab/schema";
import { exampleNote, numberAt, pointTables } from "../../charts/table-rows.ts";
import { plain } from "../../numbers.ts";
import { sweepPoints } from "../../sweep/points.ts";
import { html } from "../html.ts";
import { galleriesOf, galleryOf } from "./gallery.ts";
import type { PictureFigure } from "./gallery.ts";

const mostPoints = 2;

/** What the first hidden units look for: the weights of each as an image. */
export function weightsFigure(run: Run, id: string): PictureFigure | undefined {
  const tables = pointTables(run, "weights");
  if (tables.length === 0 || sweepPoints(run).length > mostPoints) return undefined;
  const lists = tables.map((table, i) => {
    const largest = plain(Number(numberAt(table.rows[0]!, "largest").toPrecision(3)));
    return {
      heading: [table.heading, `weights from −${largest} to ${largest}`].filter(Boolean).join(": "),
      ...galleryOf(table, `${id}/weights/${i + 1}`, "signed", (row) => ({
        alt: `Weights of unit ${numberAt(row, "unit")}`,
      })),
    };
  });
  const element = html`<figure id="${id}/weights">
    <figcaption>
      <h3>What the first hidden units look for</h3>
      <p>
        The weights from each pixel to a unit: orange ones raise its input, blue ones lower it, the
        strongest colour stands for the largest. ${exampleNote(run, tables)}
      </p>
    </figcaption>
    ${lists.map(
      ({ heading, element: list }) =>
        html`<p class="heading">${heading}</p>
          ${list}`,
    )}
  </figure> `;
  return { element, galleries: galleriesOf(lists) };
}
