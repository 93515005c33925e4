import type { SparseImages } from "./images.ts";

/** How pixels become inputs: x = background + levels[pixel]; levels[0] is 0, so that rows stay sparse. */
export interface PixelScale {
  readonly levels: Float64Array;
  readonly background: number;
}

/** x = (pixel/255 − shift)/width, from pixel/255 rounded to float32 as the book's loader does. */
function scale(shift: number, width: number): PixelScale {
  const levels = Float64Array.from({ length: 256 }, (_, v) => Math.fround(v / 255) / width);
  return { levels, background: -shift / width };
}

export const unitScale: PixelScale = { ...scale(0, 1), background: 0 };

export const pixelScales = {
  unit: () => unitScale,
  raw: (): PixelScale => ({
    levels: Float64Array.from({ length: 256 }, (_, v) => v),
    background: 0,
  }),
  "minus-one-to-one": () => scale(0.5, 0.5),
  standardised,
} as const;
export type PixelScaleName = keyof typeof pixelScales;

/** (x − mean)/sd over all pixels of the split; 0.1307 and 0.3081 for MNIST. Needs bytes. */
function standardised({ pixel, count, features, rowStart }: SparseImages): PixelScale {
  let sum = 0;
  let squares = 0;
  for (let p = 0; p < rowStart[count]!; p++) {
    sum += pixel[p]!;
    squares += pixel[p]! * pixel[p]!;
  }
  const n = count * features;
  const mean = sum / n / 255;
  const sd = Math.sqrt(squares / n / 65_025 - mean * mean);
  return sd > 0 ? scale(mean, sd) : unitScale;
}
