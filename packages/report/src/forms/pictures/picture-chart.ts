import { readImageText } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { ink, muted } from "../../charts/colours.ts";
import type { Layer } from "../../charts/layer.ts";
import type { PointTable, TableRow } from "../../charts/table-rows.ts";
import { place } from "../place.ts";
import { chartWidth } from "../standalone.ts";
import { pngUri } from "./png-uri.ts";

type Colour = readonly [red: number, green: number, blue: number];

/** Levels 0 to 15 of a picture as it is printed, on white. */
const palettes = {
  ink: (level: number): Colour => mixed([0x1f, 0x23, 0x28], level / 15),
  /** 1 to 7, and −1 to −7 as 15 to 9. */
  signed(level: number): Colour {
    const step = level > 7 ? level - 16 : level;
    return mixed(step < 0 ? [0x2a, 0x93, 0xcf] : [0xe8, 0x77, 0x2e], Math.abs(step) / 7);
  },
} satisfies Record<string, (level: number) => Colour>;

const mixed = (colour: Colour, share: number): Colour =>
  colour.map((it) => Math.round(255 + (it - 255) * Math.min(1, share))) as unknown as Colour;

interface PictureChart {
  readonly title: string;
  readonly subtitle: readonly string[];
  readonly description: string;
  readonly palette: keyof typeof palettes;
  readonly tables: readonly PointTable[];
  readonly headingOf: (table: PointTable) => string;
  /** What stands below a picture: at most two lines. */
  readonly captionOf: (row: TableRow) => readonly string[];
  /** Columns of the rows that tell what a picture is → their titles. */
  readonly tells: Readonly<Record<string, string>>;
}

const most = 40;
const side = 56;
const [step, gap, lineHeight] = [70, 10, 15];
/** Pixels of the PNG for each of the chart: a renderer smooths what it has to enlarge. */
const sharpness = 2;
const edge: Colour = [0xd5, 0xd9, 0xde];

/** Rows of pictures, with words below each. */
export function pictureChart(chart: PictureChart): TopLevelSpec {
  const { title, subtitle, description, tables, headingOf } = chart;
  return {
    title: { text: title, subtitle: [...subtitle, ...cutNote(tables)] },
    description,
    usermeta: { fixedHeight: true },
    columns: 1,
    concat: tables.map((table) => ({ title: headingOf(table), ...panel(table, chart) })),
  } as unknown as TopLevelSpec;
}

const drawable = (rows: readonly TableRow[]) =>
  rows.flatMap((row) => {
    const levels = readImageText(String(row["image"]));
    return levels === undefined ? [] : [{ row, levels }];
  });

/** Says how many there are where not all have room. */
function cutNote(tables: readonly PointTable[]): string[] {
  const all = [...new Set(tables.map(({ rows }) => drawable(rows).length))].filter((n) => n > most);
  return all.length === 0 ? [] : [`Of ${all.join(" and ")} the first ${most} are shown.`];
}

function panel({ rows }: PointTable, { palette, captionOf, tells }: PictureChart) {
  const shown = drawable(rows).slice(0, most);
  const lines = Math.max(0, ...rows.map((row) => captionOf(row).length));
  const rowHeight = side + lines * lineHeight + gap;
  const beside = Math.floor((chartWidth + step - side) / step);
  const values = shown.map(({ row, levels }, i) => ({
    ...Object.fromEntries(Object.keys(tells).map((column) => [column, row[column]])),
    url: urlOf(levels, palettes[palette]),
    left: (i % beside) * step,
    top: Math.floor(i / beside) * rowHeight,
  }));
  const captions = [ink, muted].slice(0, lines).map((color, line): Layer => ({
    data: {
      values: values.map(({ left, top }, i) => ({
        left: left + side / 2,
        top: top + side + (line + 0.5) * lineHeight + 2,
        says: captionOf(shown[i]!.row)[line],
      })),
    },
    mark: { type: "text", align: "center", baseline: "middle", fontSize: 11, color },
    encoding: { x: place("left"), y: place("top"), text: { field: "says" } },
  }));
  const images: Layer = {
    data: { values },
    mark: { type: "image", width: side, height: side, align: "left", baseline: "top" },
    encoding: {
      x: place("left"),
      y: place("top"),
      url: { field: "url" },
      tooltip: Object.entries(tells).map(([field, says]) => ({ field, title: says })),
    },
  };
  const height = Math.ceil(values.length / beside) * rowHeight - gap;
  return { width: chartWidth, height, layer: [images, ...captions] };
}

/** Each pixel as a square of pixels, so that none is blurred; a fine edge around, as white lies on white. */
function urlOf(levels: readonly number[], colourOf: (level: number) => Colour): string {
  const from = Math.sqrt(levels.length);
  const to = from * Math.ceil((side * sharpness) / from);
  const rgb = new Uint8Array(3 * to * to);
  for (let y = 0; y < to; y++) {
    for (let x = 0; x < to; x++) {
      const isEdge = x % (to - 1) === 0 || y % (to - 1) === 0;
      const pixel = from * Math.floor((y * from) / to) + Math.floor((x * from) / to);
      rgb.set(isEdge ? edge : colourOf(levels[pixel]!), 3 * (to * y + x));
    }
  }
  return pngUri(to, to, rgb);
}
