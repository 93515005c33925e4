/** What Vega has laid out, as far as it is changed here. */
interface Item {
  readonly x?: number;
  readonly y?: number;
  readonly x2?: number;
  readonly y2?: number;
  readonly width?: number;
  readonly height?: number;
  readonly defined?: boolean;
  readonly bounds?: Box;
  readonly fill?: string;
  readonly stroke?: string;
  readonly items?: readonly SceneMark[];
  opacity?: number;
  fillOpacity?: number;
  strokeOpacity?: number;
}

export interface SceneMark {
  readonly marktype: string;
  readonly items: readonly Item[];
  clip?: unknown;
}

interface Box {
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
}

/** Of a line or dot at the edge, half lies beyond: it is better whole. */
const half = 4;

/**
 * The same picture without masks that hide nothing and layers of single shapes: they cost a renderer ten
 * times what all the rest does.
 */
export function lighten({ marktype, items }: SceneMark): void {
  if (marktype !== "group") return;
  for (const { width = 0, height = 0, items: marks = [] } of items) {
    for (const mark of marks) {
      if (mark.clip === true && mark.items.every((it) => isWithin(it, mark, width, height))) {
        mark.clip = false;
      }
      for (const item of mark.items) seeThrough(item);
      lighten(mark);
    }
  }
}

function isWithin(item: Item, { marktype }: SceneMark, width: number, height: number): boolean {
  if (item.defined === false) return true;
  const nested = marktype === "line" || marktype === "area";
  const { x1, x2, y1, y2 } = nested ? corners(item) : item.bounds!;
  const beyond = marktype === "area" || marktype === "rect" ? 0.5 : half;
  return x1 >= -beyond && x2 <= width + beyond && y1 >= -beyond && y2 <= height + beyond;
}

const corners = ({ x = 0, y = 0, x2 = x, y2 = y, width = 0, height = 0 }: Item): Box => ({
  x1: Math.min(x, x2),
  x2: Math.max(x, x2, x + width),
  y1: Math.min(y, y2),
  y2: Math.max(y, y2, y + height),
});

/** Of a shape that is only filled or only drawn, opacity is that of its paint. */
function seeThrough(item: Item): void {
  const { opacity = 1, fill, stroke, fillOpacity = 1, strokeOpacity = 1 } = item;
  if (opacity === 1 || item.items !== undefined || (fill && stroke)) return;
  if (fill) item.fillOpacity = fillOpacity * opacity;
  else item.strokeOpacity = strokeOpacity * opacity;
  item.opacity = 1;
}
