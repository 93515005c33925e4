import { perceptron } from "./perceptron.ts";
import { expectShape, shapeText, type Tensor } from "./tensor.ts";

export interface PerceptronLesson {
  /** (N,I), a sample a row. */
  readonly x: Tensor;
  /** (N), each 0 or 1. */
  readonly targets: ArrayLike<number>;
  readonly learningRate: number;
  /** At most so many; learning ends after the first without an error. */
  readonly epochs: number;
}

export interface LearnedPerceptron {
  readonly weight: Float64Array;
  readonly bias: number;
  /** How many samples of each epoch were answered wrongly when their turn came. */
  readonly errors: readonly number[];
  /** The first epoch, counted from 1, without an error: undefined when there was none. */
  readonly solvedInEpoch: number | undefined;
}

/**
 * Rosenblatt's rule, one sample at a time in the given order, all from zeros:
 * weight ← weight + learningRate·(t − y)·x, bias ← bias + learningRate·(t − y), y = perceptron(x).
 * It ends where a line (a plane) parts the targets, and never does otherwise, as for xor.
 */
export function learnPerceptron(lesson: PerceptronLesson): LearnedPerceptron {
  const { x, targets, learningRate, epochs } = lesson;
  const [N, I] = x.shape;
  if (N === undefined || I === undefined || x.shape.length !== 2) {
    throw new RangeError(`shape of x does not fit: ${shapeText(x.shape)}; expected (N,I)`);
  }
  expectShape("targets", [targets.length], [N]);
  const weight = new Float64Array(I);
  let bias = 0;
  const errors: number[] = [];
  while (errors.length < epochs && errors.at(-1) !== 0) {
    let wrong = 0;
    for (let n = 0; n < N; n++) {
      const row = x.data.subarray(n * I, (n + 1) * I);
      const difference = targets[n]! - perceptron(row, weight, bias);
      if (difference === 0) continue;
      wrong++;
      for (let i = 0; i < I; i++) weight[i]! += learningRate * difference * row[i]!;
      bias += learningRate * difference;
    }
    errors.push(wrong);
  }
  return { weight, bias, errors, solvedInEpoch: errors.at(-1) === 0 ? errors.length : undefined };
}
