import { expect, test } from "vitest";
import { numericalGradient, sgd, tensor } from "../src/index.ts";
import { decode, expectClose, readReference, type Encoded } from "./reference.ts";

interface Descent {
  init: number[];
  lr: number;
  steps: number;
  x_history: Encoded;
  final: number[];
}
const { gradient_descent } = readReference<{ gradient_descent: Descent[] }>("gradient");

test("sgd takes learningRate times the gradient from params in place", () => {
  const params = [Float64Array.of(1, 2), Float64Array.of(3)];
  const grads = [Float64Array.of(10, -20), Float64Array.of(0.5)];
  sgd({ learningRate: 0.1 }).update(params, grads);
  expect(params.map((w) => [...w])).toEqual([[0, 4], [2.95]]);
  expect(grads.map((dw) => [...dw])).toEqual([[10, -20], [0.5]]);
});

test("grads that do not fit are an error naming both", () => {
  const update = () =>
    sgd({ learningRate: 1 }).update([new Float64Array(2)], [new Float64Array(3)]);
  expect(update).toThrow("grads do not fit: lengths [3]; expected those of the params, [2]");
});

test.each(gradient_descent)("descends as numpy from $init with learning rate $lr", (path) => {
  const x = tensor(path.init);
  const optimizer = sgd({ learningRate: path.lr });
  const history: number[] = [];
  const f = ({ data }: { data: Float64Array }) => data[0]! * data[0]! + data[1]! * data[1]!;
  for (let step = 0; step < path.steps; step++) {
    history.push(...x.data);
    optimizer.update([x.data], [numericalGradient(f, x).data]);
  }
  const wanted = decode(path.x_history);
  expectClose(tensor(history, wanted.shape), path.x_history, 1e-8);
  expectClose(x, path.final, 1e-8);
});
