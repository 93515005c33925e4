import { exp, softmax, tensor } from "@gradlab/core";
import type { Task } from "./execute-trial.ts";
import { completeResult } from "./result.ts";

export const softmaxTask: Task<"softmax"> = ({ scores, shift }) => {
  const outputs = shift ? [...softmax(tensor(scores, [scores.length])).data] : unshifted(scores);
  return completeResult({
    metrics: {
      "softmax.sum": sum(outputs),
      "softmax.nonFinite": outputs.filter((it) => !Number.isFinite(it)).length,
      "softmax.orderKept": ranksAs(scores, outputs) ? 1 : 0,
      "softmax.largest": Math.max(...outputs),
    },
    tables: { outputs: { index: scores.map((_, i) => i), score: scores, output: outputs } },
  });
};

/** eˣ/Σeˣ as the formula stands, which overflows from 709.8 on. */
function unshifted(scores: readonly number[]): number[] {
  const powers = scores.map(exp);
  const total = sum(powers);
  return powers.map((it) => it / total);
}

function ranksAs(scores: readonly number[], outputs: readonly number[]): boolean {
  if (!outputs.every(Number.isFinite)) return false;
  const order = (values: readonly number[]) =>
    values.map((_, i) => i).sort((i, j) => values[i]! - values[j]! || i - j);
  const ranked = order(outputs);
  return order(scores).every((it, i) => it === ranked[i]);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, it) => total + it, 0);
}
