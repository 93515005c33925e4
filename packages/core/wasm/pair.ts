// Two float64 numbers at a time, for formulas.

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
