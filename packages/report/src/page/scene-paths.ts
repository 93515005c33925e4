/** Paths of SVG in tenths of a pixel. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export const tenth = (value: number): string => String(Math.round(value * 10) / 10 + 0);
const at = ({ x, y }: Point) => `${tenth(x)} ${tenth(y)}`;

export const tenths = (path: string): string =>
  path.replace(/-?\d+\.\d{2,}(e-?\d+)?/g, (it) => tenth(Number(it)));

export const rulePath = (from: Point, to: Point): string => `M${at(from)}L${at(to)}`;

export const rectPath = (corner: Point, width: number, height: number): string =>
  width === 0 || height === 0
    ? ""
    : `M${at(corner)}h${tenth(width)}v${tenth(height)}h${tenth(-width)}z`;

/** A disc is a line without length that has round ends. */
export const discPath = (centre: Point): string => `M${at(centre)}h0`;

/** From point to point by steps, which are shorter to write; counted in tenths, so that none adds up. */
export function linePath(points: readonly Point[]): string {
  const [first, ...rest] = simplified(points).map(({ x, y }) => ({
    x: Math.round(x * 10),
    y: Math.round(y * 10),
  }));
  if (first === undefined) return "";
  let last = first;
  const steps = rest.map((it) => {
    const step = `${stepText(it.x - last.x)}${stepText(it.y - last.y)}`;
    last = it;
    return step;
  });
  return `M${at({ x: first.x / 10, y: first.y / 10 })}${steps.length === 0 ? "" : "l"}${steps.join("").trim()}`;
}

/** With a sign or a space before it, and no 0 that need not be there. */
function stepText(tenths: number): string {
  const text = String(tenths / 10).replace(/^(-?)0\./, "$1.");
  return text.startsWith("-") ? text : ` ${text}`;
}

/** A path of straight lines turned about 0, 0 and moved; undefined where it has curves. */
export function movedPath(path: string, to: Point, degrees: number): string | undefined {
  if (/[^MLZ\d.,\-e]/.test(path)) return undefined;
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return path.replace(/(-?[\d.e-]+),(-?[\d.e-]+)/g, (_, a: string, b: string) => {
    const [x, y] = [Number(a), Number(b)];
    return at({ x: to.x + x * cos - y * sin, y: to.y + x * sin + y * cos });
  });
}

const tolerance = 0.35;

/** Leaves out what lies within a third of a pixel of the line (Ramer, Douglas, Peucker): no spike does. */
function simplified(points: readonly Point[]): Point[] {
  const kept = new Set([0, points.length - 1]);
  const spans: [number, number][] = [[0, points.length - 1]];
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [from, to] = span;
    let [farthest, most] = [-1, tolerance];
    for (let i = from + 1; i < to; i++) {
      const off = distance(points[i]!, points[from]!, points[to]!);
      if (off > most) [farthest, most] = [i, off];
    }
    if (farthest < 0) continue;
    kept.add(farthest);
    spans.push([from, farthest], [farthest, to]);
  }
  return points.filter((_, i) => kept.has(i));
}

/** Of p from the stretch a to b. */
function distance(p: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((p.x - a.x) * dx + (p.y - a.y) * dy) / length;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}
