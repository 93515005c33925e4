import { boxSide } from "./ink.ts";

/** Side of the finished picture in pixels. */
export const side = 28;

/**
 * Sets the 20×20 box into the 28×28 picture so that the centre of the ink's mass falls within half
 * a pixel of pixel (14, 14), as in MNIST: moved by whole pixels, and never over the edge.
 * Expects `picture` (784 values) to be blank.
 */
export function placeByMass(box: Uint8Array, picture: Uint8Array): void {
  let mass = 0;
  let massX = 0;
  let massY = 0;
  for (let row = 0; row < boxSide; row++) {
    for (let column = 0; column < boxSide; column++) {
      const value = box[row * boxSide + column]!;
      mass += value;
      massX += value * column;
      massY += value * row;
    }
  }
  const left = offset(massX, mass);
  const top = offset(massY, mass);
  for (let row = 0; row < boxSide; row++) {
    const from = row * boxSide;
    picture.set(box.subarray(from, from + boxSide), (top + row) * side + left);
  }
}

function offset(moment: number, mass: number): number {
  const wanted = Math.floor(side / 2 - moment / mass + 0.5);
  return Math.min(side - boxSide, Math.max(0, wanted));
}
