import { loadPart, storePart } from "./vector";

/** dBias = Σ_b dz[b,:]; dz (B,O), four vectors of sums at a time, then one, then a part of one */
export function biasGradient<F>(dz: usize, dBias: usize, B: i32, O: i32): void {
  const step = <usize>O * sizeof<F>();
  const end = dBias + step;
  for (; dBias + 64 <= end; dBias += 64, dz += 64) {
    let a0 = v128.splat<F>(0);
    let a1 = a0;
    let a2 = a0;
    let a3 = a0;
    let p = dz;
    for (let b = 0; b < B; b++, p += step) {
      a0 = v128.add<F>(a0, v128.load(p));
      a1 = v128.add<F>(a1, v128.load(p, 16));
      a2 = v128.add<F>(a2, v128.load(p, 32));
      a3 = v128.add<F>(a3, v128.load(p, 48));
    }
    v128.store(dBias, a0);
    v128.store(dBias, a1, 16);
    v128.store(dBias, a2, 32);
    v128.store(dBias, a3, 48);
  }
  for (; dBias + 16 <= end; dBias += 16, dz += 16) {
    let sum = v128.splat<F>(0);
    let p = dz;
    for (let b = 0; b < B; b++, p += step) sum = v128.add<F>(sum, v128.load(p));
    v128.store(dBias, sum);
  }
  if (dBias == end) return;
  const rest = end - dBias;
  let sum = v128.splat<F>(0);
  for (let b = 0; b < B; b++, dz += step) sum = v128.add<F>(sum, loadPart<F>(dz, dz + rest));
  storePart<F>(dBias, sum, end);
}
