import type { ByteRows, Floats, Precision } from "./contract.ts";

/** Hands out arrays of zeros for kernels to work on. */
export interface Memory {
  floats(length: number): Floats;
  bytes(length: number): Uint8Array;
  uint16s(length: number): Uint16Array;
  uint32s(length: number): Uint32Array;
  /** The same rows where kernels can read them: themselves, or a copy made once. */
  adopt(rows: ByteRows): ByteRows;
}

/** Arrays of the engine's own heap. */
export function heapMemory(precision: Precision): Memory {
  return {
    floats: (length) =>
      precision === "float32" ? new Float32Array(length) : new Float64Array(length),
    bytes: (length) => new Uint8Array(length),
    uint16s: (length) => new Uint16Array(length),
    uint32s: (length) => new Uint32Array(length),
    adopt: (rows) => rows,
  };
}
