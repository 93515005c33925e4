import { readImageText, type Run } from "@gradlab/schema";
import { exampleNote, numberAt, pointTables } from "../../charts/table-rows.ts";
import { plain } from "../../numbers.ts";
import { sweepPoints } from "../../sweep/points.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { signedPalette } from "./palettes.ts";
import { pngAddress } from "./png.ts";

const mostPoints = 2;

/** What the first hidden units look for: the weights of each as an image. */
export function weightsFigure(run: Run, id: string): Html | undefined {
  const tables = pointTables(run, "weights");
  if (tables.length === 0 || sweepPoints(run).length > mostPoints) return undefined;
  return html`<figure id="${id}/weights">
    <figcaption>
      <h3>What the first hidden units look for</h3>
      <p>
        The weights from each pixel to a unit: orange ones raise its input, blue ones lower it, the
        strongest colour stands for the largest. ${exampleNote(run, tables)}
      </p>
    </figcaption>
    ${tables.map(({ heading, rows }) => {
      const largest = Number(numberAt(rows[0]!, "largest").toPrecision(3));
      const name = [heading, `weights from −${plain(largest)} to ${plain(largest)}`]
        .filter(Boolean)
        .join(": ");
      return html`<p class="heading">${name}</p>
        <ul class="gallery units" aria-label="${name}">
          ${rows.flatMap((row) => {
            const levels = readImageText(String(row["image"]));
            if (levels === undefined) return [];
            const unit = numberAt(row, "unit");
            const says = `Weights of unit ${unit}: ${signs(levels)}`;
            return html`<li><img src="${pngAddress(levels, signedPalette)}" alt="${says}" /></li> `;
          })}
        </ul>`;
    })}
  </figure> `;
}

function signs(levels: readonly number[]): string {
  const share = (of: (level: number) => boolean) =>
    Math.round((100 * levels.filter(of).length) / levels.length);
  const up = share((level) => level > 0 && level < 8);
  return `${up} % raise, ${share((level) => level > 8)} % lower`;
}
