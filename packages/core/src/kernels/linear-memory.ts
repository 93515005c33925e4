import type {} from "./webassembly.ts";
import type { ByteRows, Precision } from "./contract.ts";
import type { Memory } from "./memory.ts";

const pageBytes = 65_536;
const maximumPages = 65_536;
/** Rows of SIMD loads begin at a cache line. */
const alignment = 64;
/** Small arrays share a chunk of so many pages. */
const chunkPages = 16;

interface Chunk {
  readonly start: number;
  readonly end: number;
  /** What was never handed out is still zeros. */
  fresh: number;
}

/**
 * One WebAssembly memory for the whole process: the data set, and what each thread computes with.
 * Every thread has a LinearMemory of its own on it, which takes chunks of pages by a counter in the
 * first page and hands out 64-byte aligned blocks of zeros from them. The memory is a shared one, as
 * the views on it stay good when it grows.
 */
export class LinearMemory {
  readonly memory: WebAssembly.Memory;
  #chunks: Chunk[] = [];
  /** Buffers that are this memory: it is given a new one whenever it has grown. */
  readonly #buffers = new WeakSet<ArrayBufferLike>();
  /** The one of them that was asked for last: a step asks for it some fifty times. */
  #last: ArrayBufferLike | undefined;
  /** Rows from elsewhere → their copies, which live until the next release. */
  #copies = new WeakMap<Uint8Array, ByteRows>();
  /** The chunk in use and the next free byte in it. */
  #chunk = -1;
  #free = 0;

  /** A new memory, or another thread's. */
  constructor(memory: WebAssembly.Memory = newMemory()) {
    this.memory = memory;
    this.#buffers.add(memory.buffer);
  }

  /**
   * Tells the kernels of all threads, beside the counter, that the engine has vectors of 256 bits, as
   * wide-vectors.mjs makes it: blocks of as many sums as fit those are quicker there, and slower elsewhere.
   */
  useWideVectors(): void {
    new Uint32Array(this.memory.buffer, 4, 1)[0] = 1;
  }

  /** Takes back all blocks: the next ones come from the same chunks. Views on old blocks go bad. */
  release(): void {
    this.#chunks = merged(this.#chunks);
    this.#chunk = -1;
    this.#free = 0;
    this.#copies = new WeakMap();
  }

  /** Typed arrays as kernels of a precision want them. */
  of(precision: Precision): Memory {
    const floats = precision === "float32" ? this.#array(Float32Array) : this.#array(Float64Array);
    return {
      floats,
      bytes: this.#array(Uint8Array),
      uint16s: this.#array(Uint16Array),
      uint32s: this.#array(Uint32Array),
      adopt: (rows) => this.adopt(rows),
    };
  }

  /** Room for `bytes` bytes, 64-byte aligned, for a caller that fills it itself. */
  allocate(bytes: number): Uint8Array<SharedArrayBuffer> {
    const start = this.#block(bytes);
    const chunk = this.#chunks[this.#chunk]!;
    const { buffer } = this.memory;
    this.#buffers.add(buffer);
    const block = new Uint8Array(buffer, start, bytes);
    if (start < chunk.fresh) block.fill(0, 0, chunk.fresh - start);
    chunk.fresh = Math.max(chunk.fresh, start + bytes);
    return block;
  }

  /** Where an array begins in this memory, for a kernel. Throws where it is not in it. */
  offsetOf(array: ArrayBufferView): number {
    if (this.#has(array.buffer)) return array.byteOffset;
    throw new RangeError("array of another memory; expected one that this memory handed out");
  }

  /** The same place in this memory, for rows that another thread posted from its view of it. */
  own<T extends ByteRows>(rows: T): T {
    const { buffer } = this.memory;
    this.#buffers.add(buffer);
    return {
      ...rows,
      rowStart: new Uint32Array(buffer, rows.rowStart.byteOffset, rows.rowStart.length),
      column: new Uint16Array(buffer, rows.column.byteOffset, rows.column.length),
      pixel: new Uint8Array(buffer, rows.pixel.byteOffset, rows.pixel.length),
    };
  }

  #array<T extends { set(values: never): void }>(Type: {
    new (buffer: ArrayBufferLike, start: number, length: number): T;
    BYTES_PER_ELEMENT: number;
  }) {
    return (length: number): T => {
      const { buffer, byteOffset } = this.allocate(length * Type.BYTES_PER_ELEMENT);
      return new Type(buffer, byteOffset, length);
    };
  }

  /** The rows themselves where they lie in this memory, or a copy, made once until the next release. */
  adopt(rows: ByteRows): ByteRows {
    if (this.#has(rows.pixel.buffer)) return rows;
    const known = this.#copies.get(rows.pixel);
    if (known) return known;
    const memory = this.of("float32");
    const copy = {
      rowStart: memory.uint32s(rows.rowStart.length),
      column: memory.uint16s(rows.column.length),
      pixel: memory.bytes(rows.pixel.length),
    };
    copy.rowStart.set(rows.rowStart);
    copy.column.set(rows.column);
    copy.pixel.set(rows.pixel);
    this.#copies.set(rows.pixel, copy);
    return copy;
  }

  #has(buffer: ArrayBufferLike): boolean {
    if (buffer === this.#last) return true;
    if (!this.#buffers.has(buffer)) return false;
    this.#last = buffer;
    return true;
  }

  #block(bytes: number): number {
    while (true) {
      const chunk = this.#chunks[this.#chunk];
      if (chunk !== undefined && this.#free + bytes <= chunk.end) {
        const start = this.#free;
        this.#free = Math.ceil((start + bytes) / alignment) * alignment;
        return start;
      }
      if (this.#chunk + 1 === this.#chunks.length) this.#chunks.push(this.#take(bytes));
      this.#chunk++;
      this.#free = this.#chunks[this.#chunk]!.start;
    }
  }

  /** Pages of its own, which no other thread is given. */
  #take(bytes: number): Chunk {
    const pages = Math.max(chunkPages, Math.ceil(bytes / pageBytes));
    const counter = new Uint32Array(this.memory.buffer, 0, 1);
    while (true) {
      const taken = Atomics.load(counter, 0);
      const end = 1 + taken + pages;
      if (end > maximumPages) throw tooLarge(bytes, (maximumPages - 1 - taken) * pageBytes);
      this.#growTo(end * pageBytes, bytes);
      if (Atomics.compareExchange(counter, 0, taken, taken + pages) === taken) {
        const start = (1 + taken) * pageBytes;
        return { start, end: end * pageBytes, fresh: start };
      }
    }
  }

  /** Another thread may grow it at the same time: it is then larger than either asked for. */
  #growTo(size: number, wanted: number): void {
    for (let attempt = 0; this.memory.buffer.byteLength < size; attempt++) {
      const missing = Math.ceil((size - this.memory.buffer.byteLength) / pageBytes);
      try {
        this.memory.grow(missing);
      } catch {
        if (attempt > 3) throw tooLarge(wanted, 0);
      }
    }
  }
}

/** In order of place, those side by side made one, so that a larger block finds room in them. */
function merged(chunks: readonly Chunk[]): Chunk[] {
  const found: Chunk[] = [];
  for (const chunk of chunks.toSorted((a, b) => a.start - b.start)) {
    const before = found.at(-1);
    if (before?.end === chunk.start) found[found.length - 1] = { ...chunk, start: before.start };
    else found.push(chunk);
  }
  return found;
}

function newMemory(): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: 1, maximum: maximumPages, shared: true });
}

function tooLarge(bytes: number, left: number): RangeError {
  const megabytes = (count: number) => `${Math.ceil(count / 1e6)} MB`;
  return new RangeError(
    `not enough memory: ${megabytes(bytes)} more needed; expected at most ${megabytes(Math.max(0, left))}, ` +
      "which is what is left of 4 GB: fewer hidden units, a smaller batchSize or fewer workers need less",
  );
}
