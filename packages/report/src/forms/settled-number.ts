const digits = 12;

/** As exact as it can be said to be: engines differ in the last digits of a power or logarithm. */
export const sameOnEveryEngine = (value: number): number =>
  Number.isInteger(value) ? value : Number(value.toPrecision(digits));
