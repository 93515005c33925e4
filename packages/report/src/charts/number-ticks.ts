const value = "datum.value";
const power = `floor(log(abs(${value})) / LN10 + 1e-9)`;
const digit = (n: string) => `slice('⁰¹²³⁴⁵⁶⁷⁸⁹', ${n}, ${n} + 1)`;
const size = `abs(${power})`;
const superscript = `(${power} < 0 ? '⁻' : '') + (${size} >= 100 ? ${digit(`floor(${size} / 100)`)} : '') + (${size} >= 10 ? ${digit(`floor(${size} / 10) % 10`)} : '') + ${digit(`${size} % 10`)}`;
const mantissa = `format(${value} / pow(10, ${power}), '.3~g')`;
const scientific = `(${mantissa} == '1' ? '' : ${mantissa} + ' × ') + '10' + ${superscript}`;

/** Ticks as `plain` of numbers.ts writes numbers: 0.01, 2,500, and 10⁻⁵ or 3 × 10⁻⁶ where zeros would be counted. */
const labelExpr = `${value} == 0 ? '0' : abs(${value}) < 1e-3 || abs(${value}) >= 1e7 ? ${scientific} : format(${value}, ',.7~g')`;

/** For an axis: a format of its own, or numbers as the page writes them. */
export const numberTicks = (format?: string) => (format === undefined ? { labelExpr } : { format });
