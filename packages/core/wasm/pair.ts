// Two float64 numbers at a time, for formulas.

/** The constants of several. */
export const ln2High: usize = memory.data<f64>([6.9314718036912381649e-1]);
export const ln2Low: usize = memory.data<f64>([1.90821492927058770002e-10]);
export const one: usize = memory.data<f64>([1]);
export const half: usize = memory.data<f64>([0.5]);

/**
 * A constant in both lanes. It is kept in memory: of one in the code the engine makes six instructions
 * wherever it is used.
 */
// @ts-ignore: decorator
@inline
export function d(constant: usize): v128 {
  return v128.load64_splat(constant);
}

// @ts-ignore: decorator
@inline
export function plus(a: v128, b: v128): v128 {
  return f64x2.add(a, b);
}

// @ts-ignore: decorator
@inline
export function times(a: v128, b: v128): v128 {
  return f64x2.mul(a, b);
}
