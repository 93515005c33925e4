import { allocateSparseRows, type SparseRows } from "@gradlab/core";
import { unitScale, type PixelScale } from "./pixel-scale.ts";

/**
 * A labelled split as its nonzeros (CSR), in memory that threads can share: four fifths of an image
 * are background, and 0 contributes to no sum.
 */
export interface SparseImages {
  readonly count: number;
  readonly features: number;
  readonly rowStart: Uint32Array;
  readonly column: Uint16Array;
  /** Bytes, which a scale turns into numbers, or the numbers themselves. */
  readonly pixel: Uint8Array | Float64Array;
  readonly labels: Uint8Array;
}

export interface TrainingData {
  readonly train: SparseImages;
  readonly test: SparseImages;
  readonly classes: number;
}

const shared = (bytes: number) => new SharedArrayBuffer(bytes);

/** `images` (count, features) as bytes or numbers, `labels` (count). */
export function sparseImages(images: Uint8Array | Float64Array, labels: Uint8Array): SparseImages {
  const count = labels.length;
  const features = count === 0 ? 0 : images.length / count;
  if (!Number.isInteger(features) || features > 65_536) {
    throw new RangeError(`shape does not fit: ${images.length} pixels for ${count} labels`);
  }
  let entries = 0;
  for (let i = 0; i < images.length; i++) if (images[i] !== 0) entries++;
  const rowStart = new Uint32Array(shared((count + 1) * 4));
  const column = new Uint16Array(shared(entries * 2));
  const pixel =
    images instanceof Uint8Array
      ? new Uint8Array(shared(entries))
      : new Float64Array(shared(entries * 8));
  const ownLabels = new Uint8Array(shared(count));
  ownLabels.set(labels);
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
  return { count, features, rowStart, column, pixel, labels: ownLabels };
}

/** The first `samples` of a split, sharing its memory. */
export function firstSamples(images: SparseImages, samples: number): SparseImages {
  return samples >= images.count ? images : { ...images, count: samples };
}

/** Room for `capacity` rows of images, their pixels scaled. */
export class Batch {
  readonly x: SparseRows;
  readonly labels: Uint8Array;
  readonly #levels: Float64Array;

  constructor(capacity: number, features: number, { levels }: PixelScale = unitScale) {
    this.x = allocateSparseRows(capacity, features, capacity * features);
    this.labels = new Uint8Array(capacity);
    this.#levels = levels;
  }

  /** Overwrites the batch with the samples of these numbers. */
  gather(images: SparseImages, samples: Uint32Array): void {
    const { x, labels } = this;
    const levels = this.#levels;
    const { pixel } = images;
    const isByte = pixel instanceof Uint8Array;
    let p = 0;
    for (let b = 0; b < samples.length; b++) {
      const n = samples[b]!;
      labels[b] = images.labels[n]!;
      const end = images.rowStart[n + 1]!;
      for (let q = images.rowStart[n]!; q < end; q++) {
        x.column[p] = images.column[q]!;
        x.value[p++] = isByte ? levels[pixel[q]!]! : pixel[q]!;
      }
      x.rowStart[b + 1] = p;
    }
    x.rows = samples.length;
  }
}
