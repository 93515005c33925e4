import type { SparseImages } from "./sparse-images.ts";

export interface DenseSamples {
  /** (B,features), a number from 0, background, to 1, ink, for each pixel: a tensor of @gradlab/core. */
  readonly x: { readonly shape: readonly [number, number]; readonly data: Float64Array };
  /** A class for each row. */
  readonly labels: Uint8Array;
}

/**
 * `count` samples of a split, from number `from` on, as the books' readers write them: pixel/255, rounded
 * to float32 as the book's loader does, the background too. All 60,000 are 376 MB.
 * @throws RangeError if the split has not so many
 */
export function denseSamples(
  images: SparseImages,
  from = 0,
  count = images.count - from,
): DenseSamples {
  const end = from + count;
  if (!Number.isInteger(from) || !Number.isInteger(end) || from < 0 || count < 0) {
    throw new RangeError(`not samples: ${count} from ${from}; expected whole numbers from 0`);
  }
  if (end > images.count) {
    throw new RangeError(
      `too many samples: ${count} from ${from}; expected ${images.count} at most`,
    );
  }
  const { features, rowStart, column, pixel } = images;
  const data = new Float64Array(count * features);
  for (let n = from; n < end; n++) {
    const row = (n - from) * features;
    for (let p = rowStart[n]!; p < rowStart[n + 1]!; p++) {
      data[row + column[p]!] = Math.fround(pixel[p]! / 255);
    }
  }
  return { x: { shape: [count, features], data }, labels: images.labels.slice(from, end) };
}
