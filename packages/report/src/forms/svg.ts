import * as vega from "vega";
import type { TopLevelSpec } from "vega-lite";
import { compileChart } from "../charts/compile.ts";
import { fontFamily, textWidth } from "./font.ts";
import { lighten } from "./lighter-scene.ts";
import type { SceneMark } from "./lighter-scene.ts";

interface TextItem {
  readonly font?: string;
  readonly fontSize?: number;
  readonly fontWeight?: string | number;
  /** What is wider is cut. */
  readonly limit?: number;
}

/** Vega's own; its types leave it out. */
const { textMetrics } = vega as unknown as {
  textMetrics: { width: (item: TextItem, text: string) => number };
};

/** One for all charts of a process, some of which may be drawn at once: what is in another font stays Vega's. */
const widthOf = textMetrics.width;
textMetrics.width = (item, text) => {
  const { font, fontSize = 11, fontWeight, limit } = item;
  // Told of a limit, Vega's own would cut the text, and ask for widths here to do so, without end.
  const width =
    font === fontFamily
      ? textWidth(String(text), fontSize, fontWeight)
      : widthOf({ ...item, limit: 0 }, text);
  return Math.min(width, limit || Infinity);
};

/** A spec that stands alone → SVG, its texts laid out by the bundled font. */
export async function svgOf(spec: TopLevelSpec): Promise<string> {
  const silent = { ...withoutHover(spec), config: { ...spec.config, aria: false } };
  const compiled = compileChart(silent as TopLevelSpec);
  const view = new vega.View(vega.parse(compiled.vega), { renderer: "none", logLevel: vega.Error });
  try {
    await view.runAsync();
    lighten((view.scenegraph() as unknown as { root: SceneMark }).root);
    return toldToAll(shorter(await view.toSVG()), spec);
  } finally {
    view.finalize();
  }
}

interface Node {
  readonly mark?: { readonly opacity?: number };
  readonly layer?: readonly Node[];
  readonly concat?: readonly Node[];
  readonly vconcat?: readonly Node[];
}

/** What is there for a pointer is not seen. */
function withoutHover(node: object): object {
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) =>
      key === "layer" || key === "concat" || key === "vconcat"
        ? [key, (value as Node[]).filter(({ mark }) => mark?.opacity !== 0).map(withoutHover)]
        : [key, value],
    ),
  );
}

const forPage = "class|role|aria-[a-z]+|pointer-events|version";
const family = `font-family="${fontFamily}"`;
const unneeded = new RegExp(
  ` (?:(?:${forPage})="[^"]*"|${family}|(?:fill-|stroke-)?opacity="1")`,
  "g",
);

/** Without what only a page needs, in hundredths of a pixel: the last digits of a number differ by engine. */
const shorter = (svg: string): string => {
  const numberOf = countedFromOne();
  return svg
    .replace(svg.includes("xlink:href") ? "" : / xmlns:xlink="[^"]*"/, "")
    .replaceAll(/<path[^>]*(display="none"|d="")[^>]*>/g, "")
    .replaceAll(/<[a-z][^>]*>/g, (tag) =>
      tag
        .replaceAll(unneeded, "")
        .replaceAll(/-?\d*\.\d{3,}(e-?\d+)?/g, (it) => String(Math.round(Number(it) * 100) / 100))
        .replaceAll(/(?<= id="|\(#)(clip|gradient_)\d+/g, (id, kind) => kind + numberOf(kind, id)),
    );
};

/** Vega counts what a picture refers to on through all pictures of a process; in a picture it begins with 1. */
function countedFromOne() {
  const seen: Record<string, string[]> = {};
  return (kind: string, id: string): number => {
    const ids = (seen[kind] ??= []);
    return ids.includes(id) ? ids.indexOf(id) + 1 : ids.push(id);
  };
}

/** With what it shows, for those who do not see it. */
function toldToAll(svg: string, { title, description = "" }: TopLevelSpec): string {
  const { text } = title as { text: string | string[] };
  const name = [text].flat().join(" ");
  const told = `<title>${escaped(name)}</title><desc>${escaped(description)}</desc>`;
  const whole = svg.replace(
    /^<svg ([^>]*)>/,
    (_, root) => `<svg ${root} role="img" ${family}>${told}`,
  );
  return `${whole}\n`;
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
