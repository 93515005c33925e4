import type { Trace } from "./trace.ts";

/** Side of the box that a digit is fitted in, in pixels, as NIST's digits are in MNIST. */
export const boxSide = 20;

/** Farther from every line than this is plain paper; a number, not Infinity, keeps sums finite. */
const far = 1e9;

/**
 * Draws the trace into a 20×20 picture, scaled so that its longer side fills the box and the other
 * is centred. `radius(i)` is half the line's width at point i and `edge` the width of its soft
 * border, both in pixels. The grey of a pixel follows from its signed distance s to the line's rim,
 *   grey = 255 · smooth(clamp(½ − s / edge)),  smooth(v) = v²·(3 − 2v).
 * A trace shorter than `shortest` is drawn as small as that one would make it.
 * Overwrites `box` (20×20, row-major, 0..255).
 */
export function ink(
  trace: Trace,
  radius: Float64Array,
  edge: number,
  box: Uint8Array,
  shortest = 0,
): void {
  const { x, y } = trace;
  let left = far;
  let right = -far;
  let top = far;
  let bottom = -far;
  let rim = 0;
  for (let i = 0; i < x.length; i++) {
    left = Math.min(left, x[i]!);
    right = Math.max(right, x[i]!);
    top = Math.min(top, y[i]!);
    bottom = Math.max(bottom, y[i]!);
    rim = Math.max(rim, radius[i]!);
  }
  // Pixels beyond the rim stay paper: the half edge that would spill over the box is left out.
  const scale = (boxSide - 2 * rim) / Math.max(right - left, bottom - top, shortest);
  const shiftX = boxSide / 2 - (scale * (left + right)) / 2;
  const shiftY = boxSide / 2 - (scale * (top + bottom)) / 2;
  const distance = new Float64Array(boxSide * boxSide).fill(far);
  for (let i = 0; i < x.length; i++) {
    const from = trace.lift[i] ? i : i - 1;
    drawLine(
      scale * x[from]! + shiftX,
      scale * y[from]! + shiftY,
      scale * x[i]! + shiftX,
      scale * y[i]! + shiftY,
      (radius[from]! + radius[i]!) / 2,
      edge / 2,
      distance,
    );
  }
  for (let i = 0; i < box.length; i++) {
    const v = Math.min(1, Math.max(0, 0.5 - distance[i]! / edge));
    box[i] = Math.floor(255 * v * v * (3 - 2 * v) + 0.5);
  }
}

/** Lowers `distance` to that of the pixel centres from the rim of one short line, where it is nearer. */
function drawLine(
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  radius: number,
  margin: number,
  distance: Float64Array,
): void {
  const reach = radius + margin;
  const firstColumn = Math.max(0, Math.floor(Math.min(fromX, toX) - reach));
  const lastColumn = Math.min(boxSide - 1, Math.floor(Math.max(fromX, toX) + reach));
  const firstRow = Math.max(0, Math.floor(Math.min(fromY, toY) - reach));
  const lastRow = Math.min(boxSide - 1, Math.floor(Math.max(fromY, toY) + reach));
  const dx = toX - fromX;
  const dy = toY - fromY;
  const length2 = dx * dx + dy * dy;
  const perLength2 = length2 > 0 ? 1 / length2 : 0;
  for (let row = firstRow; row <= lastRow; row++) {
    const py = row + 0.5 - fromY;
    for (let column = firstColumn; column <= lastColumn; column++) {
      const px = column + 0.5 - fromX;
      const along = Math.min(1, Math.max(0, (px * dx + py * dy) * perLength2));
      const ex = px - along * dx;
      const ey = py - along * dy;
      const rimDistance = Math.sqrt(ex * ex + ey * ey) - radius;
      const at = row * boxSide + column;
      if (rimDistance < distance[at]!) distance[at] = rimDistance;
    }
  }
}
