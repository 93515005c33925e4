/** Ports of src/math/log.ts, where the method is explained. */
import { d, half, ln2High, ln2Low, one, plus, times } from "./pair";

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

const smallestNormal: usize = memory.data<f64>([2.2250738585072014e-308]);
const infinity: usize = memory.data<f64>([Infinity]);
/** What carries into the exponent where 1.mantissa ≥ √2. */
const toCarry: usize = memory.data<i64>([<i64>0x95f64 << 32]);
const bias: usize = memory.data<i64>([1023]);
/** A number near 0 that is added to the bits of this one is added to its value. */
const shift: usize = memory.data<f64>([6755399441055744]);
const two: usize = memory.data<f64>([2]);
const l1: usize = memory.data<f64>([L1]);
const l2: usize = memory.data<f64>([L2]);
const l3: usize = memory.data<f64>([L3]);
const l4: usize = memory.data<f64>([L4]);
const l5: usize = memory.data<f64>([L5]);
const l6: usize = memory.data<f64>([L6]);
const l7: usize = memory.data<f64>([L7]);

/** log of two lanes. */
// @ts-ignore: decorator
@inline
export function logs(x: v128): v128 {
  const isNormal = v128.and(f64x2.ge(x, d(smallestNormal)), f64x2.lt(x, d(infinity)));
  if (!i64x2.all_true(isNormal)) {
    const first = f64x2.splat(log(f64x2.extract_lane(x, 0)));
    return f64x2.replace_lane(first, 1, log(f64x2.extract_lane(x, 1)));
  }
  // exponent + carry
  const power = i64x2.sub(i64x2.shr_u(i64x2.add(x, d(toCarry)), 52), d(bias));
  const k = f64x2.sub(i64x2.add(power, d(shift)), d(shift));
  const f = f64x2.sub(i64x2.sub(x, i64x2.shl(power, 52)), d(one));
  const s = f64x2.div(f, plus(d(two), f));
  const z = times(s, s);
  const w = times(z, z);
  const even = times(w, plus(d(l2), times(w, plus(d(l4), times(w, d(l6))))));
  const odd = times(z, plus(d(l1), times(w, plus(d(l3), times(w, plus(d(l5), times(w, d(l7))))))));
  const halfSquare = times(times(d(half), f), f);
  const corrected = plus(times(s, plus(halfSquare, plus(odd, even))), times(k, d(ln2Low)));
  return f64x2.sub(times(k, d(ln2High)), f64x2.sub(f64x2.sub(halfSquare, corrected), f));
}
