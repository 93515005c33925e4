import type { Run } from "@gradlab/schema";
import { extremeTables, extremesNote } from "../../charts/extreme-tables.ts";
import { exampleNote, numberAt } from "../../charts/table-rows.ts";
import { html } from "../html.ts";
import { galleriesOf, galleryOf, kindOf } from "./gallery.ts";
import type { PictureFigure } from "./gallery.ts";

/** The images that a net reads wrong and is surest of; the confusion matrix chooses among them. */
export function mistakesFigure(run: Run, id: string): PictureFigure | undefined {
  const tables = extremeTables(run, "mistakes");
  if (tables.length === 0) return undefined;
  const lists = tables.map((table, i) => ({
    heading: table.heading,
    ...galleryOf(table, `${id}/mistakes/${i + 1}`, "ink", (row) => {
      const [actual, predicted] = [numberAt(row, "actual"), numberAt(row, "predicted")];
      const sure = `${(100 * numberAt(row, "probability")).toFixed(1)}\u00a0%`;
      return {
        alt: `Test image ${numberAt(row, "sample")}: a ${actual}`,
        words: { caption: `${actual} read as ${predicted}`, note: sure, kind: kindOf(row) },
      };
    }),
  }));
  const element = html`<figure id="${id}/mistakes" class="mistakes">
    <figcaption>
      <h3>The surest mistakes</h3>
      <p>
        Test images that are read wrong, the one with the highest output first, at most three of a
        kind. ${extremesNote(run)} ${exampleNote(run, tables)}
      </p>
    </figcaption>
    <div class="controls">
      <label
        >Show
        <select autocomplete="off">
          <option value="">all</option>
        </select></label
      >
      <output></output>
    </div>
    ${lists.map(
      ({ heading, element: list }) =>
        html`${heading === "" ? undefined : html`<p class="heading">${heading}</p>`} ${list}`,
    )}
  </figure> `;
  return { element, galleries: galleriesOf(lists) };
}
