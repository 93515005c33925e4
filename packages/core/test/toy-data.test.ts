import { describe, expect, test } from "vitest";
import { createRng, gates, moons, perceptron, spiral, truthTables, xor } from "../src/index.ts";

const rowsOf = (x: Float64Array) =>
  Array.from({ length: x.length / 2 }, (_, n) => [x[2 * n]!, x[2 * n + 1]!] as const);

test.each(["and", "nand", "or"] as const)("the truth table of %s is what its gate says", (name) => {
  const { x, labels } = truthTables[name];
  const { weight, bias } = gates[name];
  expect(rowsOf(x).map((row) => perceptron(row, weight, bias))).toEqual([...labels]);
});

test("the truth table of xor is what two layers say", () => {
  const { x, labels } = truthTables.xor;
  expect(rowsOf(x).map((row) => xor(row))).toEqual([...labels]);
});

describe.each([
  { make: spiral, classes: 3 },
  { make: moons, classes: 2 },
])("$make.name", ({ make, classes }) => {
  test("is the same for the same seed and another for another", () => {
    expect(make(createRng(1))).toEqual(make(createRng(1)));
    expect(make(createRng(1)).x).not.toEqual(make(createRng(2)).x);
  });

  test("has 100 samples of each class unless told", () => {
    const data = make(createRng(1));
    expect(data).toMatchObject({ features: 2, classes });
    expect(data.x.length).toBe(classes * 100 * 2);
    const counts = Array.from({ length: classes }, (_, c) => data.labels.filter((l) => l === c));
    expect(counts.map((labels) => labels.length)).toEqual(counts.map(() => 100));
    expect(make(createRng(1), { perClass: 7 }).labels.length).toBe(7 * classes);
  });

  test.each([0, 1.5, NaN])("refuses perClass %d", (perClass) => {
    expect(() => make(createRng(1), { perClass })).toThrow(`invalid perClass: ${perClass}`);
  });
});

test("a spiral's radius grows from 0 and its arms begin 4 radians apart", () => {
  const { x, labels } = spiral(createRng(1), { classes: 4, perClass: 50, noise: 0 });
  rowsOf(x).forEach(([x0, x1], n) => {
    const radius = (n % 50) / 50;
    expect(Math.hypot(x0, x1)).toBeCloseTo(radius, 14);
    const angle = 4 * labels[n]! + 4 * radius;
    expect(x0).toBeCloseTo(radius * Math.sin(angle), 14);
    expect(x1).toBeCloseTo(radius * Math.cos(angle), 14);
  });
  expect(() => spiral(createRng(1), { classes: 257 })).toThrow("invalid classes: 257");
});

test("a spiral's noise turns samples by its standard deviation", () => {
  const { x } = spiral(createRng(3), { classes: 1, perClass: 4000, noise: 0.2 });
  const turns = rowsOf(x)
    .slice(1)
    .map(([x0, x1], i) => {
      const turn = Math.atan2(x0, x1) - (4 * (i + 1)) / 4000;
      return Math.atan2(Math.sin(turn), Math.cos(turn));
    });
  const square = turns.reduce((sum, turn) => sum + turn * turn, 0) / turns.length;
  expect(Math.abs(Math.sqrt(square) - 0.2)).toBeLessThan(0.01);
});

test("moons without noise lie on their half circles; with it, as far off as it says", () => {
  const distances = (noise: number) => {
    const { x, labels } = moons(createRng(1), { perClass: 2000, noise });
    return rowsOf(x).map(([x0, x1], n) =>
      labels[n] === 0 ? Math.hypot(x0, x1) - 1 : Math.hypot(x0 - 1, x1 - 0.5) - 1,
    );
  };
  for (const distance of distances(0)) expect(Math.abs(distance)).toBeLessThan(1e-14);
  const square = distances(0.1).reduce((sum, d) => sum + d * d, 0) / 4000;
  expect(Math.abs(Math.sqrt(square) - 0.1)).toBeLessThan(0.01);
  const { x } = moons(createRng(1), { noise: 0 });
  expect(rowsOf(x).every(([, x1], n) => (n < 100 ? x1 > -1e-15 : x1 < 0.5 + 1e-15))).toBe(true);
});
