/** A small labelled set to learn from, N samples of two numbers, ordered by class but for truth tables. */
export interface ToyData {
  readonly features: 2;
  readonly classes: number;
  /** (N,2), row-major. */
  readonly x: Float64Array;
  /** (N), each 0..classes−1. */
  readonly labels: Uint8Array;
}

/** Throws where there would be no samples, or more classes than a byte can name. */
export function expectSizes(classes: number, perClass: number): void {
  if (!Number.isInteger(classes) || classes < 1 || classes > 256) {
    throw new RangeError(`invalid classes: ${classes}; expected an integer from 1 to 256`);
  }
  if (!Number.isInteger(perClass) || perClass < 1) {
    throw new RangeError(`invalid perClass: ${perClass}; expected an integer >= 1`);
  }
}
