import {
  identity,
  identityGradient,
  numericalDerivative,
  relu,
  reluGradient,
  sigmoid,
  sigmoidGradient,
  step,
  stepGradient,
  tanh,
  tanhGradient,
} from "@gradlab/core";
import type { Task } from "./execute-trial.ts";
import { completeResult } from "./result.ts";

const functions = {
  identity: { value: identity, slope: identityGradient, kinked: false },
  relu: { value: relu, slope: reluGradient, kinked: true },
  sigmoid: { value: sigmoid, slope: sigmoidGradient, kinked: false },
  tanh: { value: tanh, slope: tanhGradient, kinked: false },
  step: { value: step, slope: stepGradient, kinked: true },
} as const;

const h = 1e-4;

export const curveTask: Task<"curve"> = ({ activation, from, to, count }) => {
  const f = functions[activation];
  const x = Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
  const y = x.map((it) => f.value(it));
  const slope = x.map((it) => f.slope(it));
  const slopeErrors = x.map((it, i) =>
    f.kinked && Math.abs(it) <= h ? 0 : Math.abs(slope[i]! - numericalDerivative(f.value, it, h)),
  );
  const jumps = y.slice(1).map((it, i) => it - y[i]!);
  return completeResult({
    metrics: {
      "curve.min": Math.min(...y),
      "curve.max": Math.max(...y),
      "curve.maxSlope": Math.max(...slope),
      "curve.endSlope": slope.at(-1)!,
      "curve.slopeError": Math.max(...slopeErrors),
      "curve.largestJump": Math.max(...jumps),
    },
    tables: { curve: { x, y, slope } },
  });
};
