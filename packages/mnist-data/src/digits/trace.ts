import type { Stroke } from "./hands.ts";

/** Line pieces per span between two points of a stroke: enough to look smooth at 20 pixels. */
const pieces = 4;

/** The pen's way as short lines: piece i runs from (x[i], y[i]) to (x[i+1], y[i+1]) unless `lift[i+1]`. */
export interface Trace {
  readonly x: number[];
  readonly y: number[];
  /** 1 where the pen was set down anew. */
  readonly lift: number[];
}

/**
 * Lays a Catmull-Rom curve through the points of each stroke, a cubic per span
 *   p(t) = (2t³−3t²+1)·p0 + (t³−2t²+t)·m0 + (−2t³+3t²)·p1 + (t³−t²)·m1
 * with m the half difference of a point's neighbours, or zero at a corner. Overwrites `trace`.
 */
export function traceStrokes(strokes: readonly Stroke[], trace: Trace): void {
  const { x, y, lift } = trace;
  x.length = y.length = lift.length = 0;
  for (const stroke of strokes) {
    x.push(stroke[0]![0]);
    y.push(stroke[0]![1]);
    lift.push(1);
    for (let i = 1; i < stroke.length; i++) {
      const before = stroke[Math.max(0, i - 2)]!;
      const from = stroke[i - 1]!;
      const to = stroke[i]!;
      const after = stroke[Math.min(stroke.length - 1, i + 1)]!;
      const leaving = from[2] ? 0 : 0.5;
      const arriving = to[2] ? 0 : 0.5;
      for (let piece = 1; piece <= pieces; piece++) {
        const t = piece / pieces;
        const t2 = t * t;
        const t3 = t2 * t;
        const a = 2 * t3 - 3 * t2 + 1;
        const b = (t3 - 2 * t2 + t) * leaving;
        const c = 3 * t2 - 2 * t3;
        const d = (t3 - t2) * arriving;
        x.push(a * from[0] + b * (to[0] - before[0]) + c * to[0] + d * (after[0] - from[0]));
        y.push(a * from[1] + b * (to[1] - before[1]) + c * to[1] + d * (after[1] - from[1]));
        lift.push(0);
      }
    }
  }
}
