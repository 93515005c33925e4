import {
  allocateSparseRows,
  type ByteRows,
  type Floats,
  type Kernels,
  type SparseRows,
} from "@gradlab/core";
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
  readonly #kernels: Kernels;
  readonly #levels: Floats;
  readonly #samples: Uint32Array;

  constructor(
    kernels: Kernels,
    capacity: number,
    features: number,
    { levels }: PixelScale = unitScale,
  ) {
    const { memory } = kernels;
    this.#kernels = kernels;
    this.x = allocateSparseRows(memory, capacity, features, capacity * features);
    this.labels = memory.bytes(capacity);
    this.#levels = memory.floats(256);
    this.#levels.set(levels);
    this.#samples = memory.uint32s(capacity);
  }

  /** Overwrites the batch with the samples of these numbers. */
  gather(images: SparseImages, samples: ArrayLike<number>): void {
    const { x, labels } = this;
    const B = samples.length;
    for (let b = 0; b < B; b++) labels[b] = images.labels[samples[b]!]!;
    if (isBytes(images)) {
      this.#samples.set(samples);
      const rows = this.#kernels.memory.adopt(images);
      this.#kernels.gather(rows, this.#samples.subarray(0, B), this.#levels, x);
    } else {
      gatherNumbers(images, samples, x);
    }
  }
}

const isBytes = (images: SparseImages): images is SparseImages & ByteRows =>
  images.pixel instanceof Uint8Array;

function gatherNumbers(
  { rowStart, column, pixel }: SparseImages,
  samples: ArrayLike<number>,
  x: SparseRows,
): void {
  let p = 0;
  for (let b = 0; b < samples.length; b++) {
    const n = samples[b]!;
    for (let q = rowStart[n]!; q < rowStart[n + 1]!; q++) {
      x.column[p] = column[q]!;
      x.value[p++] = pixel[q]!;
    }
    x.rowStart[b + 1] = p;
  }
  x.rows = samples.length;
}
