import { ink, muted } from "../charts/colours.ts";
import type { Layer } from "../charts/layer.ts";
import type { ChartKey, KeyItem } from "../charts/panels.ts";
import { textWidth } from "./font.ts";
import { place } from "./place.ts";

const size = 12;
const rowHeight = 20;
const symbol = 18;
const [beforeText, afterText] = [6, 18];
const cross = "M-.5,-.5L.5,.5M.5,-.5L-.5,.5";

const line = { type: "rule" as const, strokeWidth: 2.5 };
const point = { type: "point" as const, filled: true, opacity: 1, size: 75 };
const marks = {
  line,
  dashed: { ...line, strokeDash: [5, 3] },
  dotted: { ...line, strokeDash: [0, 4], strokeCap: "round" as const },
  dot: point,
  square: { ...point, shape: "square" },
  cross: { ...point, filled: false, shape: cross, strokeWidth: 2 },
} satisfies Record<KeyItem["mark"], object>;

interface Placed {
  readonly says: string;
  readonly colour: string;
  readonly mark?: KeyItem["mark"];
  readonly x: number;
  readonly textX: number;
  readonly y: number;
}

const colour = { field: "colour", type: "nominal" as const, scale: null };

/** What colours and marks stand for, as a view above the plot: it wraps, as no legend does. */
export function keyView({ title, items }: ChartKey, width: number) {
  const placed = flow(title, items, width);
  const kinds = Map.groupBy(
    placed.filter(({ mark }) => mark !== undefined),
    ({ mark }) => mark!,
  );
  const layer: Layer[] = [...kinds].map(([mark, values]) => {
    const isLine = marks[mark].type === "rule";
    return {
      data: { values: values.map((it) => ({ ...it, middle: (it.x + it.end) / 2 })) },
      mark: marks[mark],
      encoding: {
        x: place(isLine ? "x" : "middle"),
        ...(isLine && { x2: { field: "end" } }),
        y: place("y"),
        color: colour,
      },
    };
  });
  const text: Layer = {
    data: { values: placed.map(({ mark, ...it }) => ({ ...it, colour: mark ? ink : muted })) },
    mark: { type: "text", align: "left", baseline: "middle", fontSize: size, limit: width },
    encoding: { x: place("textX"), y: place("y"), text: { field: "says" }, color: colour },
  };
  return {
    width,
    height: Math.max(...placed.map(({ y }) => y)) + rowHeight / 2,
    layer: [...layer, text],
  };
}

function flow(title: string | undefined, items: readonly KeyItem[], width: number) {
  const placed: (Placed & { readonly end: number })[] = [];
  let [x, y] = [0, rowHeight / 2];
  const add = (says: string, rest: Pick<Placed, "colour" | "mark">) => {
    const before = rest.mark === undefined ? 0 : symbol + beforeText;
    const whole = before + Math.ceil(textWidth(says, size));
    if (x > 0 && x + whole > width) [x, y] = [0, y + rowHeight];
    placed.push({ says, ...rest, x, end: x + symbol, textX: x + before, y });
    x += whole + afterText;
  };
  if (title !== undefined && title !== "") add(title, { colour: muted });
  for (const { says, colour: of, mark } of items) add(says, { colour: of, mark });
  return placed;
}
