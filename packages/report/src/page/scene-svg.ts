import * as vega from "vega";
import {
  discPath,
  linePath,
  movedPath,
  rectPath,
  rulePath,
  tenth,
  tenths,
  type Point,
} from "./scene-paths.ts";

/** What Vega has laid out, as far as it is read here. */
interface Item {
  readonly x?: number;
  readonly y?: number;
  readonly x2?: number;
  readonly y2?: number;
  readonly width?: number;
  readonly height?: number;
  readonly size?: number;
  readonly shape?: string;
  readonly angle?: number;
  readonly text?: string;
  readonly limit?: number;
  readonly defined?: boolean;
  readonly opacity?: number;
  readonly fill?: string;
  readonly fillOpacity?: number;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly strokeDash?: readonly number[];
  readonly strokeDashOffset?: number;
  readonly items?: readonly SceneMark[];
}

export interface SceneMark {
  readonly marktype: string;
  readonly clip?: boolean;
  readonly items: readonly Item[];
}

type Attributes = (emit: (name: string, value: string) => void, item: Item) => void;
/** Vega's own drawing of each kind of mark; its types leave it out. */
const { Marks } = vega as unknown as { Marks: Record<"symbol" | "text", { attr: Attributes }> };

/** Marks as SVG, far shorter than Vega's own: what looks alike is one path in tenths of a pixel. */
export function sceneSvg(marks: readonly SceneMark[], width: number, height: number): string {
  return marks
    .map((mark) => {
      const inside = mark.marktype === "group" ? groups(mark) : shapes(mark);
      if (inside === "" || mark.clip !== true) return inside;
      return `<svg width="${tenth(width)}" height="${tenth(height)}">${inside}</svg>`;
    })
    .join("");
}

const groups = ({ items }: SceneMark) =>
  items
    .map(({ x = 0, y = 0, width = 0, height = 0, items: inner = [] }) => {
      const content = sceneSvg(inner, width, height);
      if (content === "" || (x === 0 && y === 0)) return content;
      return `<g transform="translate(${tenth(x)} ${tenth(y)})">${content}</g>`;
    })
    .join("");

function shapes({ marktype, items }: SceneMark): string {
  const seen = items.filter(({ opacity }) => opacity !== 0);
  if (marktype === "text") return seen.map(text).join("");
  if (marktype === "line" || marktype === "area") {
    const runs = definedRuns(seen);
    const d = runs
      .map((run) => (marktype === "line" ? linePath(run.map(place)) : areaPath(run)))
      .join("");
    return d === "" ? "" : `<path d="${d}"${look(seen[0]!)}/>`;
  }
  const alike = new Map<string, string>();
  for (const item of seen) {
    for (const [d, attributes] of shape(marktype, item)) {
      if (d !== "") alike.set(attributes, (alike.get(attributes) ?? "") + d);
    }
  }
  return [...alike].map(([attributes, d]) => `<path d="${d}"${attributes}/>`).join("");
}

const place = ({ x = 0, y = 0 }: Item): Point => ({ x, y });

type Drawn = [d: string, attributes: string];

/** Paths of one item, each with its attributes. */
function shape(marktype: string, item: Item): Drawn[] {
  const { width = 0, height = 0, x2 = item.x, y2 = item.y } = item;
  if (marktype === "rule") return [[rulePath(place(item), place({ x: x2!, y: y2! })), look(item)]];
  if (marktype === "rect") return [[rectPath(place(item), width, height), look(item)]];
  if (marktype !== "symbol") throw new Error(`a mark that pictures do not know: ${marktype}`);
  return item.shape === "circle" && item.fill !== undefined ? discs(item) : [symbol(item)];
}

/** A disc, and before it a larger one that is its outline: each of two kinds of path for all of them. */
function discs({ fill, stroke, strokeWidth = 1, size = 0, ...item }: Item): Drawn[] {
  const diameter = 2 * Math.sqrt(size / Math.PI);
  const disc = (colour: string, width: number): Drawn => {
    const wide = { ...item, stroke: colour, strokeWidth: Number(tenth(width)) };
    return [discPath(place(item)), ` stroke-linecap="round"${look(wide)}`];
  };
  if (stroke === undefined || strokeWidth === 0) return [disc(fill!, diameter)];
  return [disc(stroke, diameter + strokeWidth), disc(fill!, diameter - strokeWidth)];
}

function symbol(item: Item): Drawn {
  let d = "";
  Marks.symbol.attr((name, value) => (d = name === "d" ? value : d), item);
  const moved = movedPath(d, place(item), item.angle ?? 0);
  if (moved !== undefined) return [moved, look(item)];
  const { x, y } = place(item);
  return [tenths(d), ` transform="translate(${tenth(x)} ${tenth(y)})"${look(item)}`];
}

function look(item: Item): string {
  const { fill = "none", stroke, opacity, fillOpacity, strokeWidth = 1, strokeDash } = item;
  const one = (name: string, value: string | number | undefined) =>
    value === undefined ? "" : ` ${name}="${value}"`;
  return [
    one("fill", fill),
    ...(stroke === undefined ? [] : [one("stroke", stroke), one("stroke-width", strokeWidth)]),
    one("stroke-dasharray", strokeDash?.join(" ") || undefined),
    one("stroke-dashoffset", item.strokeDashOffset || undefined),
    one("opacity", opacity === 1 ? undefined : opacity),
    one("fill-opacity", fillOpacity === 1 ? undefined : fillOpacity),
  ].join("");
}

function definedRuns(items: readonly Item[]): Item[][] {
  const runs: Item[][] = [[]];
  for (const item of items) {
    if (item.defined === false) runs.push([]);
    else runs.at(-1)!.push(item);
  }
  return runs.filter(({ length }) => length > 0);
}

const areaPath = (items: readonly Item[]): string => {
  const back = items.toReversed().map((it) => ({ x: it.x!, y: it.y! + (it.height ?? 0) }));
  return `${linePath(items.map(place))}${linePath(back).replace("M", "L")}z`;
};

const letterWidth = 6.2;

function text(item: Item): string {
  if (item.text === undefined || item.text === "") return "";
  const attributes: Record<string, string> = {};
  Marks.text.attr((name, value) => (attributes[name] = value), item);
  const anchor = attributes["text-anchor"];
  const room = Math.floor((item.limit || Infinity) / letterWidth);
  const whole = String(item.text);
  const said = whole.length > room ? `${whole.slice(0, room - 1).trimEnd()}…` : whole;
  const safe = said.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  return (
    `<text transform="${tenths(attributes["transform"]!)}" fill="${item.fill}"` +
    `${anchor === "start" ? "" : ` text-anchor="${anchor}"`}>${safe}</text>`
  );
}
