import { placeByMass, side } from "./digits/centre.ts";
import { boxSide, ink } from "./digits/ink.ts";
import type { Trace } from "./digits/trace.ts";

export { boxSide, side };

/** A point of a stroke, in any unit, y downward. */
export type PenPoint = readonly [x: number, y: number];

/** Half the width of the line and the width of its soft border, in pixels: those of MNIST's usual pen. */
const pen = { radius: 1.3, edge: 1.35 };

/**
 * What a pen drew, as MNIST's pictures are: scaled so that the longer side fills 20 pixels, antialiased,
 * its centre of mass at pixel (14, 14) of 28×28; 0 paper to 255 ink. A drawing smaller than `smallest`
 * is not blown up to fill the box. Nothing drawn is a blank picture.
 */
export function formOfStrokes(
  strokes: readonly (readonly PenPoint[])[],
  smallest: number,
): Uint8Array {
  const picture = new Uint8Array(side * side);
  const trace: Trace = { x: [], y: [], lift: [] };
  for (const stroke of strokes) {
    for (const [i, [x, y]] of stroke.entries()) {
      trace.x.push(x);
      trace.y.push(y);
      trace.lift.push(i === 0 ? 1 : 0);
    }
  }
  const points = trace.x.length;
  if (points === 0) return picture;
  const box = new Uint8Array(boxSide * boxSide);
  ink(trace, new Float64Array(points).fill(pen.radius), pen.edge, box, smallest);
  placeByMass(box, picture);
  return picture;
}
