/** Port of src/math/log.ts, where the method is explained. */

const L1: f64 = 6.66666666666673513e-1;
const L2: f64 = 3.999999999940941908e-1;
const L3: f64 = 2.857142874366239149e-1;
const L4: f64 = 2.222219843214978396e-1;
const L5: f64 = 1.818357216161805012e-1;
const L6: f64 = 1.531383769920937332e-1;
const L7: f64 = 1.479819860511658591e-1;

export function log(x: f64): f64 {
  if (!(x > 0)) return x == 0 ? -Infinity : NaN;
  if (x == Infinity) return x;
  let below = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984;
    below = 54;
  }
  const word = <i32>(reinterpret<u64>(x) >> 32);
  const exponent = (word >> 20) - 1023;
  const carry = ((word & 0xfffff) + 0x95f64) >> 20;
  const k = <f64>(exponent + carry - below);
  // x·2^(−exponent − carry), exact.
  const mantissa = reinterpret<u64>(x) & 0xfffffffffffff;
  const f = reinterpret<f64>(mantissa | (<u64>(1023 - carry) << 52)) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (L2 + w * (L4 + w * L6));
  const odd = z * (L1 + w * (L3 + w * (L5 + w * L7)));
  const halfSquare = 0.5 * f * f;
  return (
    k * 6.9314718036912381649e-1 -
    (halfSquare - (s * (halfSquare + (odd + even)) + k * 1.90821492927058770002e-10) - f)
  );
}
