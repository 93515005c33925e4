import type { Split } from "./data-set.ts";

/**
 * A labelled split as its nonzeros (CSR): four fifths of an image are background. Image n has the
 * entries rowStart[n] to rowStart[n + 1], each a column and the byte there.
 */
export interface SparseImages {
  readonly count: number;
  readonly features: number;
  readonly rowStart: Uint32Array;
  readonly column: Uint16Array;
  readonly pixel: Uint8Array;
  readonly labels: Uint8Array;
}

/** Images of more pixels have columns that 16 bits cannot say. */
export const mostFeatures = 65_536;

export function countEntries(images: Uint8Array): number {
  let entries = 0;
  for (let i = 0; i < images.length; i++) if (images[i] !== 0) entries++;
  return entries;
}

/** Overwrites `into`, which has the sizes of the split and room for its entries. */
export function writeSparse({ images, labels, count }: Split, into: SparseImages): void {
  const { features, rowStart, column, pixel } = into;
  into.labels.set(labels);
  rowStart[0] = 0;
  let p = 0;
  for (let n = 0; n < count; n++) {
    const at = n * features;
    for (let k = 0; k < features; k++) {
      const v = images[at + k]!;
      if (v === 0) continue;
      column[p] = k;
      pixel[p++] = v;
    }
    rowStart[n + 1] = p;
  }
}
