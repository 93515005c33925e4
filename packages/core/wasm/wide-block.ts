import { addProduct } from "./vector";

/** The number after the one at p, in all lanes. */
// @ts-ignore: decorator
@inline
function nextSplat<F>(p: usize): v128 {
  return sizeof<F>() == 4 ? v128.load_splat<F>(p, 4) : v128.load_splat<F>(p, 8);
}

export const wideRows: i32 = 4;
/** Vectors of a row: two of 256 bits. */
export const wideVectors: i32 = 4;

/**
 * block.ts where the engine makes one vector of 256 bits of two: four rows of four vectors, whose sums
 * are eight registers then, and would be twice as many as there are otherwise. Numbers of x follow one
 * another, and so do the rows of w, 64 bytes each. Two k a turn: K is even.
 */
// @ts-ignore: decorator
@inline
export function wideBlock<F>(
  K: i32,
  x: usize,
  xRow: usize,
  w: usize,
  start: usize,
  startRow: usize,
  out: usize,
  outRow: usize,
): void {
  let x1 = x + xRow;
  let x2 = x1 + xRow;
  let x3 = x2 + xRow;
  let s = start;
  let a00 = v128.load(s);
  let a01 = v128.load(s, 16);
  let a02 = v128.load(s, 32);
  let a03 = v128.load(s, 48);
  s += startRow;
  let a10 = v128.load(s);
  let a11 = v128.load(s, 16);
  let a12 = v128.load(s, 32);
  let a13 = v128.load(s, 48);
  s += startRow;
  let a20 = v128.load(s);
  let a21 = v128.load(s, 16);
  let a22 = v128.load(s, 32);
  let a23 = v128.load(s, 48);
  s += startRow;
  let a30 = v128.load(s);
  let a31 = v128.load(s, 16);
  let a32 = v128.load(s, 32);
  let a33 = v128.load(s, 48);
  for (; K > 0; K -= 2) {
    const w0 = v128.load(w);
    const w1 = v128.load(w, 16);
    const w2 = v128.load(w, 32);
    const w3 = v128.load(w, 48);
    const f0 = v128.load_splat<F>(x);
    a00 = addProduct<F>(a00, f0, w0);
    a01 = addProduct<F>(a01, f0, w1);
    a02 = addProduct<F>(a02, f0, w2);
    a03 = addProduct<F>(a03, f0, w3);
    const f1 = v128.load_splat<F>(x1);
    a10 = addProduct<F>(a10, f1, w0);
    a11 = addProduct<F>(a11, f1, w1);
    a12 = addProduct<F>(a12, f1, w2);
    a13 = addProduct<F>(a13, f1, w3);
    const f2 = v128.load_splat<F>(x2);
    a20 = addProduct<F>(a20, f2, w0);
    a21 = addProduct<F>(a21, f2, w1);
    a22 = addProduct<F>(a22, f2, w2);
    a23 = addProduct<F>(a23, f2, w3);
    const f3 = v128.load_splat<F>(x3);
    a30 = addProduct<F>(a30, f3, w0);
    a31 = addProduct<F>(a31, f3, w1);
    a32 = addProduct<F>(a32, f3, w2);
    a33 = addProduct<F>(a33, f3, w3);
    const v0 = v128.load(w, 64);
    const v1 = v128.load(w, 80);
    const v2 = v128.load(w, 96);
    const v3 = v128.load(w, 112);
    const g0 = nextSplat<F>(x);
    a00 = addProduct<F>(a00, g0, v0);
    a01 = addProduct<F>(a01, g0, v1);
    a02 = addProduct<F>(a02, g0, v2);
    a03 = addProduct<F>(a03, g0, v3);
    const g1 = nextSplat<F>(x1);
    a10 = addProduct<F>(a10, g1, v0);
    a11 = addProduct<F>(a11, g1, v1);
    a12 = addProduct<F>(a12, g1, v2);
    a13 = addProduct<F>(a13, g1, v3);
    const g2 = nextSplat<F>(x2);
    a20 = addProduct<F>(a20, g2, v0);
    a21 = addProduct<F>(a21, g2, v1);
    a22 = addProduct<F>(a22, g2, v2);
    a23 = addProduct<F>(a23, g2, v3);
    const g3 = nextSplat<F>(x3);
    a30 = addProduct<F>(a30, g3, v0);
    a31 = addProduct<F>(a31, g3, v1);
    a32 = addProduct<F>(a32, g3, v2);
    a33 = addProduct<F>(a33, g3, v3);
    x += 2 * sizeof<F>();
    x1 += 2 * sizeof<F>();
    x2 += 2 * sizeof<F>();
    x3 += 2 * sizeof<F>();
    w += 128;
  }
  v128.store(out, a03, 48);
  v128.store(out, a02, 32);
  v128.store(out, a01, 16);
  v128.store(out, a00);
  out += outRow;
  v128.store(out, a13, 48);
  v128.store(out, a12, 32);
  v128.store(out, a11, 16);
  v128.store(out, a10);
  out += outRow;
  v128.store(out, a23, 48);
  v128.store(out, a22, 32);
  v128.store(out, a21, 16);
  v128.store(out, a20);
  out += outRow;
  v128.store(out, a33, 48);
  v128.store(out, a32, 32);
  v128.store(out, a31, 16);
  v128.store(out, a30);
}
