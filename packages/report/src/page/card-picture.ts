import { parse, View } from "vega";
import type { Axis, Spec } from "vega";
import type { TopLevelSpec } from "vega-lite";
import { compileChart } from "../charts/compile.ts";
import { html, Html } from "./html.ts";
import { sceneSvg } from "./scene-svg.ts";
import type { SceneMark } from "./scene-svg.ts";

type Child = TopLevelSpec & { width: number; height: number };

const size = { width: 320, height: 150 };
const most = 6;
const gap = 10;
const edge = 2;

/** A chart as a small picture: drawn when the page is made, it is there at once, and on paper. */
export async function cardPicture(whole: TopLevelSpec): Promise<Html> {
  const { title: _, ...spec } = whole;
  const plots = "concat" in spec ? await panels(spec as never) : await plot(spec as TopLevelSpec);
  return html`<svg viewBox="0 0 ${size.width} ${size.height}" font-size="10" aria-hidden="true">
    ${new Html(plots)}
  </svg>`;
}

async function panels(spec: { concat: Child[]; usermeta?: { fixedHeight?: boolean } }) {
  if (spec.usermeta?.fixedHeight === true) return plot(spec.concat[0]!);
  if (spec.concat.length === 1) return alone(spec.concat[0]!);
  const shown = spec.concat.slice(0, most);
  const columns = shown.length === 4 ? 4 : Math.min(3, shown.length);
  const lines = Math.ceil(shown.length / columns);
  const ratio = Math.max(...shown.map(({ width, height }) => height / width));
  const place = {
    width: (size.width - gap * (columns - 1)) / columns,
    height: (size.height - gap * (lines - 1)) / lines,
  };
  const width = Math.min(place.width, place.height / ratio);
  const all = shown.map(async (child, i) => {
    const x = (i % columns) * (place.width + gap) + (place.width - width) / 2;
    const y = Math.floor(i / columns) * (place.height + gap) + (place.height - width * ratio) / 2;
    const inside = await plot(child, { width, height: (width * child.height) / child.width }, true);
    return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)})">${inside}</g>`;
  });
  return (await Promise.all(all)).join("");
}

/** A plane keeps its shape: a circle stays one. */
async function alone(child: Child): Promise<string> {
  const width = Math.min(size.width, (size.height * child.width) / child.height);
  const inside = await plot(child, { width, height: size.height });
  return `<g transform="translate(${((size.width - width) / 2).toFixed(1)} 0)">${inside}</g>`;
}

async function plot(spec: TopLevelSpec, within = size, bare = false): Promise<string> {
  const { title: _, ...untitled } = spec;
  const { vega } = compileChart({ ...untitled, ...within } as TopLevelSpec);
  const view = new View(parse(sketch(vega, within, bare)), { renderer: "none" });
  await view.runAsync();
  const { root } = view.scenegraph() as unknown as { root: SceneMark };
  const [x, y] = view.origin();
  const inside = sceneSvg([root], within.width, within.height);
  view.finalize();
  return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)})">${inside}</g>`;
}

/** The plot alone: few ticks, no titles, no legends, nothing that is there for the pointer. */
function sketch(spec: Spec, { width, height }: typeof size, bare: boolean): Spec {
  const { legends: _, axes = [], marks = [], signals = [], ...rest } = spec;
  return {
    ...rest,
    autosize: { type: "fit", contains: "padding" },
    padding: edge,
    width,
    height,
    signals: signals.filter(({ name }) => name !== "width" && name !== "height"),
    axes: bare ? axes.flatMap((axis) => rowsAlone(axis, spec)) : axes.map(sketchAxis),
    marks: marks.filter(({ type }) => type !== "text"),
  } as Spec;
}

/** Of the lines behind a bare plot those that make rows of names, or the marks would float. */
function rowsAlone({ scale, grid, gridColor }: Axis, { scales = [] }: Spec): Axis[] {
  const isRows = scales.some((it) => it.name === scale && it.type === "point");
  if (!grid || !isRows) return [];
  const without = { labels: false, ticks: false, domain: false };
  return [{ scale, orient: "left", grid, ...(gridColor && { gridColor }), ...without, zindex: 0 }];
}

/** The labels of categories have as much room as the picture can spare. */
function sketchAxis(whole: Axis): Axis {
  const { title: _, encode, values, ...axis } = whole;
  const text = encode?.labels?.update?.["text"];
  const ticks = Array.isArray(values) ? { values: everyFew(values as number[]) } : { tickCount: 3 };
  return {
    ...axis,
    ...(text && { encode: { labels: { update: { text } } } }),
    ...ticks,
    ticks: false,
    labelFontSize: 10,
    labelLimit: 130,
  };
}

function everyFew(values: number[]): number[] {
  const every = Math.ceil(values.length / 4);
  return values.filter((_, i) => i % every === 0);
}
