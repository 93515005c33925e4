import { readImageText, type Run } from "@gradlab/schema";
import { exampleNote, numberAt, pointTables } from "../../charts/table-rows.ts";
import type { PointTable, TableRow } from "../../charts/table-rows.ts";
import { counted } from "../../numbers.ts";
import { sweepPoints } from "../../sweep/points.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { inkPalette } from "./palettes.ts";
import { pngAddress } from "./png.ts";

const mostPoints = 2;

/** The images that a net reads wrong and is surest of; the confusion matrix chooses among them. */
export function mistakesFigure(run: Run, id: string): Html | undefined {
  const tables = pointTables(run, "mistakes");
  if (tables.length === 0 || sweepPoints(run).length > mostPoints) return undefined;
  const kinds = [...new Set(tables.flatMap(({ rows }) => rows.map(kindOf)))].toSorted();
  return html`<figure id="${id}/mistakes" class="mistakes">
    <figcaption>
      <h3>The surest mistakes</h3>
      <p>
        Test images that are read wrong, the one with the highest output first, at most three of a
        kind. ${exampleNote(run, tables)}
      </p>
    </figcaption>
    <div class="controls">
      <label
        >Show
        <select autocomplete="off">
          <option value="">all</option>
          ${kinds.map((kind) => html`<option value="${kind}">${kind.replace(" ", " read as ")}</option> `)}
        </select></label
      >
      <output></output>
    </div>
    ${tables.map(gallery)}
  </figure> `;
}

const kindOf = (row: TableRow) => `${numberAt(row, "actual")} ${numberAt(row, "predicted")}`;

function gallery({ heading, rows }: PointTable): Html {
  const shown = rows.flatMap((row) => {
    const levels = readImageText(String(row["image"]));
    return levels === undefined ? [] : [{ row, levels }];
  });
  return html`${heading === "" ? undefined : html`<p class="heading">${heading}</p>`}
    <ul
      class="gallery ink"
      aria-label="${heading || "Mistakes"}, ${counted(shown.length, "image")}"
    >
      ${shown.map(({ row, levels }) => {
        const [actual, predicted] = [numberAt(row, "actual"), numberAt(row, "predicted")];
        const sure = `${(100 * numberAt(row, "probability")).toFixed(1)}\u00a0%`;
        return html`<li data-kind="${kindOf(row)}">
          <img
            src="${pngAddress(levels, inkPalette)}"
            alt="Test image ${numberAt(row, "sample")}: a ${actual}"
          />${actual} read as ${predicted}
          <span>${sure}</span>
        </li> `;
      })}
    </ul>`;
}
