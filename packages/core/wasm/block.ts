import { addProduct } from "./vector";

/**
 * out[m,:] = start[m,:] + Σ_k x[m,k]·w[k,:] for M rows of N vectors, summed in registers, k ascending.
 * M and N are constants with M·N ≤ 12, M ≤ 4, N ≤ 5 and, from three rows on, N ≤ 3. Steps are in
 * bytes; the last vector of a row is `…Last` bytes from its first.
 */
// @ts-ignore: decorator
@inline
export function block<F>(
  M: i32,
  N: i32,
  K: i32,
  x: usize,
  xRow: usize,
  xInner: usize,
  w: usize,
  wInner: usize,
  wLast: usize,
  start: usize,
  startRow: usize,
  out: usize,
  outRow: usize,
  outLast: usize,
): void {
  let x1 = x + xRow;
  let x2 = x1 + xRow;
  let x3 = x2 + xRow;
  let s = start;
  let a00 = v128.load(N == 1 ? s + outLast : s);
  let a01 = N > 1 ? (N == 2 ? v128.load(s + outLast) : v128.load(s, 16)) : a00;
  let a02 = N > 2 ? (N == 3 ? v128.load(s + outLast) : v128.load(s, 32)) : a00;
  let a03 = N > 3 ? (N == 4 ? v128.load(s + outLast) : v128.load(s, 48)) : a00;
  let a04 = N > 4 ? v128.load(s + outLast) : a00;
  s += startRow;
  let a10 = M > 1 ? v128.load(N == 1 ? s + outLast : s) : a00;
  let a11 = M > 1 && N > 1 ? (N == 2 ? v128.load(s + outLast) : v128.load(s, 16)) : a00;
  let a12 = M > 1 && N > 2 ? (N == 3 ? v128.load(s + outLast) : v128.load(s, 32)) : a00;
  let a13 = M > 1 && N > 3 ? (N == 4 ? v128.load(s + outLast) : v128.load(s, 48)) : a00;
  let a14 = M > 1 && N > 4 ? v128.load(s + outLast) : a00;
  s += startRow;
  let a20 = M > 2 ? v128.load(N == 1 ? s + outLast : s) : a00;
  let a21 = M > 2 && N > 1 ? (N == 2 ? v128.load(s + outLast) : v128.load(s, 16)) : a00;
  let a22 = M > 2 && N > 2 ? v128.load(s + outLast) : a00;
  s += startRow;
  let a30 = M > 3 ? v128.load(N == 1 ? s + outLast : s) : a00;
  let a31 = M > 3 && N > 1 ? (N == 2 ? v128.load(s + outLast) : v128.load(s, 16)) : a00;
  let a32 = M > 3 && N > 2 ? v128.load(s + outLast) : a00;
  for (const xEnd = x + <usize>K * xInner; x != xEnd; x += xInner) {
    const f0 = v128.load_splat<F>(x);
    const f1 = M > 1 ? v128.load_splat<F>(x1) : f0;
    const f2 = M > 2 ? v128.load_splat<F>(x2) : f0;
    const f3 = M > 3 ? v128.load_splat<F>(x3) : f0;
    const w0 = v128.load(N == 1 ? w + wLast : w);
    a00 = addProduct<F>(a00, f0, w0);
    if (M > 1) a10 = addProduct<F>(a10, f1, w0);
    if (M > 2) a20 = addProduct<F>(a20, f2, w0);
    if (M > 3) a30 = addProduct<F>(a30, f3, w0);
    if (N > 1) {
      const w1 = N == 2 ? v128.load(w + wLast) : v128.load(w, 16);
      a01 = addProduct<F>(a01, f0, w1);
      if (M > 1) a11 = addProduct<F>(a11, f1, w1);
      if (M > 2) a21 = addProduct<F>(a21, f2, w1);
      if (M > 3) a31 = addProduct<F>(a31, f3, w1);
    }
    if (N > 2) {
      const w2 = N == 3 ? v128.load(w + wLast) : v128.load(w, 32);
      a02 = addProduct<F>(a02, f0, w2);
      if (M > 1) a12 = addProduct<F>(a12, f1, w2);
      if (M > 2) a22 = addProduct<F>(a22, f2, w2);
      if (M > 3) a32 = addProduct<F>(a32, f3, w2);
    }
    if (N > 3) {
      const w3 = N == 4 ? v128.load(w + wLast) : v128.load(w, 48);
      a03 = addProduct<F>(a03, f0, w3);
      if (M > 1) a13 = addProduct<F>(a13, f1, w3);
    }
    if (N > 4) {
      const w4 = v128.load(w + wLast);
      a04 = addProduct<F>(a04, f0, w4);
      if (M > 1) a14 = addProduct<F>(a14, f1, w4);
    }
    if (M > 1) x1 += xInner;
    if (M > 2) x2 += xInner;
    if (M > 3) x3 += xInner;
    w += wInner;
  }
  v128.store(N == 1 ? out + outLast : out, a00);
  if (N > 1) {
    if (N == 2) v128.store(out + outLast, a01);
    else v128.store(out, a01, 16);
  }
  if (N > 2) {
    if (N == 3) v128.store(out + outLast, a02);
    else v128.store(out, a02, 32);
  }
  if (N > 3) {
    if (N == 4) v128.store(out + outLast, a03);
    else v128.store(out, a03, 48);
  }
  if (N > 4) v128.store(out + outLast, a04);
  out += outRow;
  if (M > 1) v128.store(N == 1 ? out + outLast : out, a10);
  if (M > 1 && N > 1) {
    if (N == 2) v128.store(out + outLast, a11);
    else v128.store(out, a11, 16);
  }
  if (M > 1 && N > 2) {
    if (N == 3) v128.store(out + outLast, a12);
    else v128.store(out, a12, 32);
  }
  if (M > 1 && N > 3) {
    if (N == 4) v128.store(out + outLast, a13);
    else v128.store(out, a13, 48);
  }
  if (M > 1 && N > 4) v128.store(out + outLast, a14);
  out += outRow;
  if (M > 2) v128.store(N == 1 ? out + outLast : out, a20);
  if (M > 2 && N > 1) {
    if (N == 2) v128.store(out + outLast, a21);
    else v128.store(out, a21, 16);
  }
  if (M > 2 && N > 2) v128.store(out + outLast, a22);
  out += outRow;
  if (M > 3) v128.store(N == 1 ? out + outLast : out, a30);
  if (M > 3 && N > 1) {
    if (N == 2) v128.store(out + outLast, a31);
    else v128.store(out, a31, 16);
  }
  if (M > 3 && N > 2) v128.store(out + outLast, a32);
}
