import {
  allocateSparseRows,
  type ByteRows,
  type Floats,
  type InputRows,
  type Kernels,
  type PickedRows,
  type SparseRows,
} from "@gradlab/core/training";
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

/** Room for `capacity` rows of images, their pixels scaled: images of bytes are read where they lie. */
export class Batch {
  readonly labels: Uint8Array;
  readonly #kernels: Kernels;
  readonly #capacity: number;
  readonly #features: number;
  readonly #samples: Uint32Array;
  readonly #levels: Floats;
  #picked: PickedRows | undefined;
  #x: InputRows | undefined;
  /** Where numbers are copied, once there are some. */
  #copy: SparseRows | undefined;

  constructor(
    kernels: Kernels,
    capacity: number,
    features: number,
    { levels }: PixelScale = unitScale,
  ) {
    const { memory } = kernels;
    this.#kernels = kernels;
    this.#capacity = capacity;
    this.#features = features;
    this.labels = memory.bytes(capacity);
    this.#samples = memory.uint32s(capacity);
    this.#levels = memory.floats(256);
    this.#levels.set(levels);
  }

  /** The rows of the last pick. */
  get x(): InputRows {
    if (this.#x === undefined) throw new Error("nothing was picked");
    return this.#x;
  }

  /** Overwrites the batch with the samples of these numbers. */
  pick(images: SparseImages, samples: ArrayLike<number>): void {
    const B = samples.length;
    for (let b = 0; b < B; b++) this.labels[b] = images.labels[samples[b]!]!;
    if (isBytes(images)) {
      this.#samples.set(samples);
      this.#x = this.#rowsOf(this.#kernels.memory.adopt(images));
      this.#x.rows = B;
    } else {
      const [capacity, features] = [this.#capacity, this.#features];
      const { memory } = this.#kernels;
      this.#copy ??= allocateSparseRows(memory, capacity, features, capacity * features);
      copyRows(images, samples, this.#copy);
      this.#x = this.#copy;
    }
  }

  /** The same object for the same images: a step makes none. */
  #rowsOf(images: ByteRows): PickedRows {
    if (this.#picked?.images !== images) {
      const [samples, levels] = [this.#samples, this.#levels];
      this.#picked = { rows: 0, columns: this.#features, images, samples, levels };
    }
    return this.#picked;
  }
}

const isBytes = (images: SparseImages): images is SparseImages & ByteRows =>
  images.pixel instanceof Uint8Array;

function copyRows(
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
