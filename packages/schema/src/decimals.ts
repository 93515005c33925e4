const most = 15;

/** How many decimals tell apart what a tolerance tells apart: 9 for 1e-9; all that there are for 0. */
export const decimalsOf = (tolerance: number): number =>
  tolerance > 0 ? Math.min(most, Math.max(0, Math.ceil(-Math.log10(tolerance)))) : most;

/** A number with so many decimals, less the zeros at its end, of which `least` decimals may be some. */
export function withDecimals(value: number, least: number, decimals: number): string {
  const short = value.toFixed(least);
  const exact = value.toFixed(Math.max(least, decimals));
  return Number(short) === Number(exact) ? short : exact.replace(/0+$/, "");
}

/** Significant digits that reach as far as so many decimals; 1 where there are to be none. */
export const digitsTo = (value: number, decimals: number): number =>
  decimals === 0
    ? 1
    : Math.min(most, Math.max(1, decimals + 1 + Math.floor(Math.log10(Math.abs(value)))));
