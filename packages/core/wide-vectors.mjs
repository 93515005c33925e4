// Beside `src`, which runs in browsers too: only Node can set a flag of its engine.
import { setFlagsFromString } from "node:v8";

const [major] = process.versions.node.split(".");

/** Where the bits of every experiment were compared: other versions may lack it, or be slower by it. */
export const hasWideVectors = process.arch === "x64" && ["24", "26"].includes(major);

/**
 * V8 makes one instruction of 256 bits of two of 128 that the kernels write side by side, where the
 * processor has AVX2. A lane computes what it did before, so that the bits stay the same, and a step takes
 * three quarters of its time. V8 calls it experimental: the tests run every kernel both ways.
 *
 * To be imported when all else is loaded: code from a cache, Node's own too, is taken by a V8 of the same
 * flags only.
 */
if (hasWideVectors) setFlagsFromString("--experimental-wasm-revectorize");
