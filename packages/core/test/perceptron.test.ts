import { describe, expect, test } from "vitest";
import {
  concert,
  gates,
  learnPerceptron,
  perceptron,
  relu,
  tensor,
  thresholdPerceptron,
  weightedSum,
  xor,
} from "../src/index.ts";
import { decode, expectClose, readReference } from "./reference.ts";

interface Line {
  w1: number;
  w2: number;
}
interface Row {
  x: [number, number];
  sum: number;
  y: number;
}
const reference = readReference<{
  gates: (Line & { name: "AND" | "NAND" | "OR"; b: number; rows: Row[] })[];
  and_with_threshold: Line & { theta: number; order: number[][]; y: number[] };
  and_other_parameters: (Line & { theta: number; y: number[] })[];
  on_the_line: Line & { b: number; x: number[]; y: number };
  or_plane: Line & { b: number; rows: Row[] };
  xor: { rows: { x: number[]; s1_nand: number; s2_or: number; y: number }[] };
  xor_impossible_for_one_layer: { cells_solving: Record<string, number> };
  concert_decision: {
    w: number[];
    b: number;
    x: { shape: number[]; data: number[] };
    z: number[];
    perceptron: number[];
    relu_neuron: number[];
  };
}>("perceptron");

test.each(reference.gates)("$name has the book's weights and answers", ({ name, ...gate }) => {
  const { weight, bias } = gates[name.toLowerCase() as Lowercase<typeof name>];
  expect({ weight, bias }).toEqual({ weight: [gate.w1, gate.w2], bias: gate.b });
  for (const { x, sum, y } of gate.rows) {
    expectClose(weightedSum(x, weight, bias), sum, 1e-14);
    expect(perceptron(x, weight, bias)).toBe(y);
  }
});

test("or with other weights", () => {
  const { w1, w2, b, rows } = reference.or_plane;
  for (const { x, y } of rows) expect(perceptron(x, [w1, w2], b)).toBe(y);
});

test.each([reference.and_with_threshold, ...reference.and_other_parameters])(
  "and by the threshold $theta",
  ({ w1, w2, theta, y }) => {
    const { order } = reference.and_with_threshold;
    expect(order.map((x) => thresholdPerceptron(x, [w1, w2], theta))).toEqual(y);
  },
);

test("0 on the boundary, in both forms", () => {
  const { w1, w2, b, x, y } = reference.on_the_line;
  expect(perceptron(x, [w1, w2], b)).toBe(y);
  expect(thresholdPerceptron(x, [w1, w2], -b)).toBe(y);
});

test("xor of two layers", () => {
  for (const { x, s1_nand, s2_or, y } of reference.xor.rows) {
    expect(perceptron(x, gates.nand.weight, gates.nand.bias)).toBe(s1_nand);
    expect(perceptron(x, gates.or.weight, gates.or.bias)).toBe(s2_or);
    expect(xor(x)).toBe(y);
  }
});

test("no single perceptron of a 41³ grid of weights makes xor; as many as numpy's make the others", () => {
  const tables = { AND: "0001", OR: "0111", NAND: "1110", NOR: "1000", XOR: "0110", XNOR: "1001" };
  const rows = reference.xor.rows.map(({ x }) => x);
  const counts = new Map<string, number>();
  const axis = Array.from({ length: 41 }, (_, i) => i - 20);
  for (const w1 of axis) {
    for (const w2 of axis) {
      for (const b of axis) {
        const code = rows.map((x) => perceptron(x, [w1, w2], b)).join("");
        counts.set(code, (counts.get(code) ?? 0) + 1);
      }
    }
  }
  const solving = Object.entries(tables).map(([name, code]) => [name, counts.get(code) ?? 0]);
  expect(Object.fromEntries(solving)).toEqual(reference.xor_impossible_for_one_layer.cells_solving);
});

test("the concert", () => {
  const { w, b, x, z, perceptron: go, relu_neuron } = reference.concert_decision;
  expect(concert).toEqual({ weight: w, bias: b });
  const { weight, bias } = concert;
  const rows = z.map((_, n) => decode(x).data.subarray(n * 3, n * 3 + 3));
  expect(rows.map((row) => weightedSum(row, weight, bias))).toEqual(z);
  expect(rows.map((row) => perceptron(row, weight, bias))).toEqual(go);
  expect(rows.map((row) => relu(weightedSum(row, weight, bias)))).toEqual(relu_neuron);
});

test("lengths that differ are an error", () => {
  const wrong = () => perceptron([1], [1, 2], 0);
  expect(wrong).toThrow("shape of x does not fit: (1); expected (2)");
});

describe("learnPerceptron", () => {
  const x = tensor([
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ]);
  // Numbers of a separate Python implementation, in integers.
  test.each([
    { gate: "and", targets: [0, 0, 0, 1], errors: [1, 3, 3, 2, 1, 0], weight: [1, 2], bias: -2 },
    { gate: "nand", targets: [1, 1, 1, 0], errors: [2, 3, 3, 2, 1, 0], weight: [-1, -2], bias: 3 },
    { gate: "or", targets: [0, 1, 1, 1], errors: [1, 2, 1, 0], weight: [1, 1], bias: 0 },
  ])("finds $gate", ({ targets, errors, weight, bias }) => {
    const learned = learnPerceptron({ x, targets, learningRate: 1, epochs: 12 });
    expect(learned).toEqual({
      weight: Float64Array.from(weight),
      bias,
      errors,
      solvedInEpoch: errors.length,
    });
    const answers = [0, 2, 4, 6].map((i) => perceptron(x.data.subarray(i, i + 2), weight, bias));
    expect(answers).toEqual(targets);
  });

  test("never finds xor", () => {
    const learned = learnPerceptron({ x, targets: [0, 1, 1, 0], learningRate: 1, epochs: 12 });
    expect(learned).toEqual({
      weight: Float64Array.of(0, -1),
      bias: 1,
      errors: [2, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4],
      solvedInEpoch: undefined,
    });
  });

  test("refuses shapes that do not fit", () => {
    const learn = (targets: number[], rows = x) => {
      return () => learnPerceptron({ x: rows, targets, learningRate: 1, epochs: 1 });
    };
    expect(learn([1])).toThrow("shape of targets does not fit: (1); expected (4)");
    expect(learn([1], tensor([1, 2]))).toThrow("shape of x does not fit: (2); expected (N,I)");
  });
});
