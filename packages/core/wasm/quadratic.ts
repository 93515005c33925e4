import { sigmoid } from "./activation";

/** src/kernels/plain-quadratic.ts */
export function sigmoidQuadraticCost<F>(
  logits: usize,
  labels: usize,
  outputs: usize,
  B: i32,
  C: i32,
): f64 {
  sigmoid<F>(logits, outputs, B * C);
  let sum: f64 = 0;
  for (let b = 0; b < B; b++) {
    const label = <i32>load<u8>(labels++);
    for (let c = 0; c < C; c++) {
      const y = load<F>(outputs);
      const difference = <f64>(label == c ? y - 1 : y);
      sum += difference * difference;
      outputs += sizeof<F>();
    }
  }
  return sum / 2;
}

export function sigmoidQuadraticCostGradient<F>(
  outputs: usize,
  labels: usize,
  dLogits: usize,
  B: i32,
  C: i32,
): void {
  const batch = <F>B;
  for (let b = 0; b < B; b++) {
    const label = <i32>load<u8>(labels++);
    for (let c = 0; c < C; c++) {
      const y = load<F>(outputs);
      const t: F = label == c ? 1 : 0;
      store<F>(dLogits, ((y - t) * (y * (1 - y))) / batch);
      outputs += sizeof<F>();
      dLogits += sizeof<F>();
    }
  }
}
