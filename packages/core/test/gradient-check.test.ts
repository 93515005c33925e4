import { describe, expect, test } from "vitest";
import {
  Affine,
  createRng,
  layers,
  numericalGradient,
  tensor,
  type Layer,
  type LossLayer,
  type Rng,
  type Tensor,
  type TwoInputLayer,
} from "../src/index.ts";
import { largestError } from "./reference.ts";

/** Numbers of ±(0.1 … 1.1): no kink of ReLU lies within the step of the difference. */
function awayFromZero(shape: readonly number[], rng: Rng): Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  const draw = () => (rng.uniform() + 0.1) * (rng.below(2) === 0 ? 1 : -1);
  return tensor(Float64Array.from({ length: size }, draw), shape);
}

type Name = keyof typeof layers;
type Subject =
  | { layer: Layer; params?: { value: Tensor; gradient: Tensor }[] }
  | { twoInput: TwoInputLayer }
  | { loss: LossLayer; tolerance: number };

const subjects = {
  add: () => ({ twoInput: new layers.add() }),
  mul: () => ({ twoInput: new layers.mul() }),
  affine: (rng) => {
    const layer = new Affine(awayFromZero([6, 3], rng), awayFromZero([3], rng));
    const params = [
      { value: layer.weight, gradient: layer.dWeight },
      { value: layer.bias, gradient: layer.dBias },
    ];
    return { layer, params };
  },
  relu: () => ({ layer: new layers.relu() }),
  sigmoid: () => ({ layer: new layers.sigmoid() }),
  tanh: () => ({ layer: new layers.tanh() }),
  // The 1e-7 inside the logarithm, which backward leaves out, is what is left.
  softmaxWithLoss: () => ({ loss: new layers.softmaxWithLoss(), tolerance: 1e-6 }),
  meanSquaredErrorLoss: () => ({ loss: new layers.meanSquaredErrorLoss(), tolerance: 1e-8 }),
  quadraticCostLoss: () => ({ loss: new layers.quadraticCostLoss(), tolerance: 1e-8 }),
} satisfies Record<Name, (rng: Rng) => Subject>;

describe.each(Object.keys(layers) as Name[])("%s", (name) => {
  test.each([1, 2, 3])("backward equals the central difference, seed %i", (seed) => {
    const rng = createRng(seed);
    const subject: Subject = subjects[name](rng);
    if ("loss" in subject) checkLoss(subject.loss, subject.tolerance, rng);
    else if ("twoInput" in subject) checkTwoInputs(subject.twoInput, rng);
    else checkLayer(subject.layer, subject.params ?? [], rng);
  });
});

/** L = Σ dout·forward(x) has ∂L/∂forward(x) = dout. */
function checkLayer(layer: Layer, params: { value: Tensor; gradient: Tensor }[], rng: Rng): void {
  const x = awayFromZero([4, 2, 3], rng);
  const dout = awayFromZero(layer.forward(x).shape, rng);
  const value = () => layer.forward(x).data.reduce((sum, y, i) => sum + y * dout.data[i]!, 0);
  const dx = layer.backward(dout);
  expect(dx.shape).toEqual(x.shape);
  expect(largestError(dx.data, numericalGradient(value, x).data)).toBeLessThan(1e-8);
  for (const { value: param, gradient } of params) {
    expect(largestError(gradient.data, numericalGradient(value, param).data)).toBeLessThan(1e-8);
  }
}

function checkTwoInputs(layer: TwoInputLayer, rng: Rng): void {
  const inputs = [awayFromZero([4, 2, 3], rng), awayFromZero([4, 2, 3], rng)] as const;
  const dout = awayFromZero(layer.forward(...inputs).shape, rng);
  const value = () => layer.forward(...inputs).data.reduce((s, z, i) => s + z * dout.data[i]!, 0);
  layer.backward(dout).forEach((gradient, i) => {
    expect(gradient.shape).toEqual(inputs[i]!.shape);
    const numerical = numericalGradient(value, inputs[i]!);
    expect(largestError(gradient.data, numerical.data)).toBeLessThan(1e-8);
  });
}

function checkLoss(loss: LossLayer, tolerance: number, rng: Rng): void {
  const x = awayFromZero([4, 3], rng);
  const soft = tensor([
    [0.3, 0.3, 0.4],
    [0.6, 0.2, 0.2],
    [0, 1, 0],
    [0.5, 0.5, 0],
  ]);
  const one = tensor(x.data.slice(0, 3));
  for (const [scores, t] of [
    [x, [2, 0, 1, 1]],
    [x, soft],
    [one, 1],
  ] as const) {
    loss.forward(scores, t);
    const dx = loss.backward();
    const numerical = numericalGradient(() => loss.forward(scores, t), scores);
    expect(largestError(dx.data, numerical.data)).toBeLessThan(tolerance);
  }
}
