import { readImageText } from "@gradlab/schema";
import { numberAt } from "../../charts/table-rows.ts";
import type { PointTable, TableRow } from "../../charts/table-rows.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";

/** Pictures that `in-page/pictures.js` draws on the canvases of a list, in their order. */
export interface Gallery {
  /** ink: levels 0 to 15; signed: 1 to 7, and −1 to −7 as 15 to 9. */
  readonly palette: "ink" | "signed";
  /** as `readImageText` reads them */
  readonly images: readonly string[];
}

/** A figure of pictures: its text, and by the id of each list what is drawn there. */
export interface PictureFigure {
  readonly element: Html;
  readonly galleries: Readonly<Record<string, Gallery>>;
}

interface Item {
  /** For those who do not see it. */
  readonly alt: string;
  readonly caption?: Html;
  readonly kind?: string;
}

/** The list of a table's pictures; rows without one are left out. */
export function galleryOf(
  { heading, rows }: PointTable,
  id: string,
  palette: Gallery["palette"],
  itemOf: (row: TableRow) => Item,
): PictureFigure {
  const shown = rows.flatMap((row) => {
    const text = String(row["image"]);
    const levels = readImageText(text);
    return levels === undefined ? [] : [{ row, text, side: Math.sqrt(levels.length) }];
  });
  const element = html`<ul
    class="gallery ${palette}"
    id="${id}"
    aria-label="${heading || "Pictures"}"
  >
    ${shown.map(({ row, side }) => {
      const { alt, caption, kind } = itemOf(row);
      return html`<li${kind === undefined ? undefined : html` data-kind="${kind}"`}><canvas width="${side}" height="${side}" role="img" aria-label="${alt}"></canvas>${caption}</li> `;
    })}
  </ul>`;
  return { element, galleries: { [id]: { palette, images: shown.map(({ text }) => text) } } };
}

export const galleriesOf = (
  figures: readonly Pick<PictureFigure, "galleries">[],
): Record<string, Gallery> =>
  Object.assign({}, ...figures.map(({ galleries }) => galleries)) as Record<string, Gallery>;

export const kindOf = (row: TableRow): string =>
  `${numberAt(row, "actual")} ${numberAt(row, "predicted")}`;
