/** 208 bytes of zeros: what sums without a bias start from, for every vector of a tile. */
export const zeros: usize = memory.data(208, 16);

/** The most vectors a tile has: 13 sums, a factor and a product fill the 15 free registers of x64. */
export const widestTile: i32 = 13;

/** Whether the engine makes one vector of 256 bits of two side by side: LinearMemory says so at this address. */
export function hasWideVectors(): bool {
  return load<u32>(4) != 0;
}

// @ts-ignore: decorator
@inline
export function lanes<F>(): i32 {
  return 16 / <i32>sizeof<F>();
}

/** a + x·w */
// @ts-ignore: decorator
@inline
export function addProduct<F>(a: v128, x: v128, w: v128): v128 {
  return v128.add<F>(a, v128.mul<F>(x, w));
}

/** Vectors that cover `count` numbers; the last may overlap the one before it. */
// @ts-ignore: decorator
@inline
export function vectorsFor<F>(count: i32): i32 {
  return (count + lanes<F>() - 1) / lanes<F>();
}

/** Bytes from the first of `vectors` vectors at `first` to the last of them, which must end at `count`. */
// @ts-ignore: decorator
@inline
export function lastOffset<F>(first: i32, vectors: i32, count: i32): usize {
  const end = (first + vectors) * lanes<F>();
  const over = end > count ? end - count : 0;
  return (<usize>(vectors - 1) << 4) - <usize>over * sizeof<F>();
}

/** The numbers at p up to `end`, fewer than a vector, in the first lanes; the others are 0. */
// @ts-ignore: decorator
@inline
export function loadPart<F>(p: usize, end: usize): v128 {
  if (sizeof<F>() == 8) return v128.load_zero<f64>(p);
  let v = v128.load_zero<f32>(p);
  if (end - p > 4) v = v128.load_lane<f32>(p + 4, v, 1);
  if (end - p > 8) v = v128.load_lane<f32>(p + 8, v, 2);
  return v;
}

/** Stores the first lanes at p, up to `end`. */
// @ts-ignore: decorator
@inline
export function storePart<F>(p: usize, v: v128, end: usize): void {
  v128.store_lane<F>(p, v, 0);
  if (sizeof<F>() == 4) {
    if (end - p > 4) v128.store_lane<F>(p, v, 1, 4);
    if (end - p > 8) v128.store_lane<F>(p, v, 2, 8);
  }
}
