import { readImageText } from "@gradlab/schema";
import { numberAt } from "../../charts/table-rows.ts";
import type { PointTable, TableRow } from "../../charts/table-rows.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";

/** The pictures of a list, by columns: `in-page/pictures.js` makes its items, in their order. */
export interface Gallery {
  /** ink: levels 0 to 15; signed: 1 to 7, and −1 to −7 as 15 to 9. */
  readonly palette: "ink" | "signed";
  /** as `readImageText` reads them */
  readonly images: readonly string[];
  /** For those who do not see it. */
  readonly alts: readonly string[];
  readonly captions?: readonly string[];
  readonly notes?: readonly string[];
  readonly kinds?: readonly string[];
}

/** A figure of pictures: its text, and by the id of each list what is drawn there. */
export interface PictureFigure {
  readonly element: Html;
  readonly galleries: Readonly<Record<string, Gallery>>;
}

interface Item {
  readonly alt: string;
  readonly words?: { readonly caption: string; readonly note: string; readonly kind: string };
}

/** The list of a table's pictures; rows without one are left out. */
export function galleryOf(
  { heading, rows }: PointTable,
  id: string,
  palette: Gallery["palette"],
  itemOf: (row: TableRow) => Item,
): PictureFigure {
  const shown = rows.filter((row) => readImageText(String(row["image"])) !== undefined);
  const items = shown.map(itemOf);
  const words = items.flatMap((it) => it.words ?? []);
  const gallery: Gallery = {
    palette,
    images: shown.map((row) => String(row["image"])),
    alts: items.map(({ alt }) => alt),
    ...(words.length > 0 && {
      captions: words.map(({ caption }) => caption),
      notes: words.map(({ note }) => note),
      kinds: words.map(({ kind }) => kind),
    }),
  };
  const element = html`<ul
    class="gallery ${palette}"
    id="${id}"
    aria-label="${heading || "Pictures"}"
  ></ul>`;
  return { element, galleries: { [id]: gallery } };
}

export const galleriesOf = (
  figures: readonly Pick<PictureFigure, "galleries">[],
): Record<string, Gallery> =>
  Object.assign({}, ...figures.map(({ galleries }) => galleries)) as Record<string, Gallery>;

export const kindOf = (row: TableRow): string =>
  `${numberAt(row, "actual")} ${numberAt(row, "predicted")}`;
