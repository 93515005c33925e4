/** Port of src/math/tanh.ts, where the method and the constants are explained. */
import { exp } from "./exp";

const firstEighth: i32 = 5;
const high: usize = memory.data<f64>([
  0.5545997223493823,
  0.6351489523872873,
  0.703905603936621,
  0.7615941559557649,
  0.809301070201781,
  0.8482836399575129,
  0.8798266996519848,
  0.9051482536448664,
  0.925346225311741,
  0.9413755384972874,
  0.9540452601799487,
  0.9640275800758169,
]);
const low: usize = memory.data<f64>([
  3.145617845100655e-17,
  1.7012977006564836e-17,
  1.126629865834986e-17,
  3.7090214482164924e-17,
  1.997469910893264e-17,
  1.7099441972242e-17,
  -3.3380432917407976e-17,
  4.1992024501810215e-17,
  3.550955642732267e-17,
  -2.736933596553663e-17,
  4.1429512257926855e-17,
  -1.9413550547557176e-17,
]);

// @ts-ignore: decorator
@inline
function tanhNearZero(x: f64): f64 {
  const z = x * x;
  let sum: f64 = 7.632825233422965e-6;
  sum = sum * z - 3.332797649797603e-5;
  sum = sum * z + 9.427589300497504e-5;
  sum = sum * z - 0.0002383638243514754;
  sum = sum * z + 0.0005898786269955047;
  sum = sum * z - 0.0014558149128801217;
  sum = sum * z + 0.00359212634966676;
  sum = sum * z - 0.008863235436919211;
  sum = sum * z + 0.021869488533122882;
  sum = sum * z - 0.05396825396820277;
  sum = sum * z + 0.133333333333333;
  sum = sum * z - 0.3333333333333333;
  return x + x * z * sum;
}

export function tanh(x: f64): f64 {
  if (x == 0) return x;
  const size = x < 0 ? -x : x;
  if (!(size >= 0.5625)) return tanhNearZero(x);
  let y: f64 = 1;
  if (size < 2.0625) {
    const eighths = <i32>(size * 8 + 0.5);
    const entry = <usize>(eighths - firstEighth) << 3;
    const a = load<f64>(high + entry);
    const b = tanhNearZero(size - <f64>eighths / 8);
    y = a + (load<f64>(low + entry) + (b * (1 - a * a)) / (1 + a * b));
  } else if (size < 22) {
    y = 1 - 2 / (exp(2 * size) + 1);
  }
  return x < 0 ? -y : y;
}
