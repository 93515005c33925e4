import type { TrainingData } from "../src/index.ts";

/** Back from rows of nonzeros: images (count × features), row-major. */
export function denseImages({ count, features, rowStart, column, pixel }: TrainingData["train"]) {
  const images = new Uint8Array(count * features);
  for (let n = 0; n < count; n++) {
    for (let p = rowStart[n]!; p < rowStart[n + 1]!; p++)
      images[n * features + column[p]!] = pixel[p]!;
  }
  return images;
}
