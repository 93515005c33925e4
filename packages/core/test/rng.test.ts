import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRng, type Rng } from "../src/rng.ts";
import { nextXoshiro128 } from "../src/xoshiro128.ts";
import { largestError, readReference } from "./reference.ts";

interface Reference {
  state1234: number[];
  seeds: {
    seed: number;
    uint32: number[];
    uniform: number[];
    normal: number[];
    split: { purpose: string; uint32: number[] };
    splitTwice: { purposes: [string, string]; uint32: number[] };
  }[];
}

const reference = readReference<Reference>("rng");
const draw = (n: number, next: () => number) => Array.from({ length: n }, next);
const seeds = fc.maxSafeNat();

test("xoshiro128** gives the published numbers from state 1, 2, 3, 4", () => {
  const state = Uint32Array.of(1, 2, 3, 4);
  const published = [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849];
  const drawn = draw(10, () => nextXoshiro128(state));
  expect(drawn.slice(0, 8)).toEqual(published);
  expect(drawn).toEqual(reference.state1234);
});

describe.each(reference.seeds)("seed $seed gives the pinned", (pinned) => {
  const fresh = () => createRng(pinned.seed);
  test("uint32", () => expect(draw(6, fresh().uint32)).toEqual(pinned.uint32));
  test("uniform", () => expect(draw(4, fresh().uniform)).toEqual(pinned.uniform));
  test("normal, within 1e-15", () => {
    expect(largestError(draw(4, fresh().normal), pinned.normal)).toBeLessThanOrEqual(1e-15);
  });
  test("split streams", () => {
    const { split, splitTwice } = pinned;
    expect(draw(4, fresh().split(split.purpose).uint32)).toEqual(split.uint32);
    const [first, second] = splitTwice.purposes;
    expect(draw(4, fresh().split(first).split(second).uint32)).toEqual(splitTwice.uint32);
  });
});

test("split depends on seed and purpose, not on what was drawn", () => {
  fc.assert(
    fc.property(seeds, fc.nat(50), fc.string(), (seed, draws, purpose) => {
      const rng = createRng(seed);
      draw(draws, rng.normal);
      rng.split("other").uint32();
      const expected = draw(5, createRng(seed).split(purpose).uint32);
      expect(draw(5, rng.split(purpose).uint32)).toEqual(expected);
    }),
  );
});

test("other seeds and purposes give other streams", () => {
  const rngs: Rng[] = draw(2000, () => 0).map((_, seed) => createRng(seed));
  const names = ["", "a", "b", "ab", "ba", "W1", "W2", "\0"];
  rngs.push(...names.map((name) => createRng(0).split(name)), createRng(0).split("a").split("b"));
  rngs.push(createRng(2 ** 32), createRng(2 ** 52));
  const first = new Set(rngs.map((rng) => draw(4, rng.uint32).join()));
  expect(first.size).toBe(rngs.length);
});

test("streams of neighbouring seeds are uncorrelated", () => {
  const n = 2000;
  const a = draw(n, () => 0).map((_, seed) => createRng(seed).uniform() - 0.5);
  const pairs = a.slice(1).reduce((sum, x, i) => sum + x * a[i]!, 0);
  expect(Math.abs(pairs / n)).toBeLessThan(4 / 12 / Math.sqrt(n));
});

test("uniform has the moments of U[0,1) and stays inside", () => {
  const xs = draw(100_000, createRng(7).uniform);
  expect(xs.every((x) => x >= 0 && x < 1)).toBe(true);
  const mean = xs.reduce((s, x) => s + x, 0) / xs.length;
  const square = xs.reduce((s, x) => s + x * x, 0) / xs.length;
  expect(Math.abs(mean - 1 / 2)).toBeLessThan((4 * 0.2887) / Math.sqrt(xs.length));
  expect(Math.abs(square - 1 / 3)).toBeLessThan((4 * 0.2981) / Math.sqrt(xs.length));
});

test("normal has mean 0, variance 1, skew 0, kurtosis 3", () => {
  const n = 200_000;
  const xs = draw(n, createRng(8).normal);
  const moment = (k: number) => xs.reduce((s, x) => s + x ** k, 0) / n;
  const bound = (variance: number) => 4 * Math.sqrt(variance / n);
  expect(Math.abs(moment(1))).toBeLessThan(bound(1));
  expect(Math.abs(moment(2) - 1)).toBeLessThan(bound(2));
  expect(Math.abs(moment(3))).toBeLessThan(bound(15));
  expect(Math.abs(moment(4) - 3)).toBeLessThan(bound(96));
});

test.each([1, 2, 3, 10, 100])("below(%i) is even over its range", (n) => {
  const counts = new Float64Array(n);
  const rng = createRng(9);
  const draws = 1000 * n;
  for (let i = 0; i < draws; i++) counts[rng.below(n)]!++;
  const chiSquare = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
  expect(counts.reduce((a, b) => a + b)).toBe(draws);
  expect(chiSquare).toBeLessThan(n - 1 + 5 * Math.sqrt(2 * n));
});

test("below rejects rather than favours small numbers", () => {
  // 3·2³⁰ leaves a quarter of the draws over: a plain remainder would fall below 2³⁰ half of the time.
  const rng = createRng(10);
  const low = draw(20_000, () => rng.below(3 * 2 ** 30)).filter((x) => x < 2 ** 30).length;
  expect(Math.abs(low / 20_000 - 1 / 3)).toBeLessThan(0.015);
  expect(createRng(1).below(2 ** 32)).toBe(createRng(1).uint32());
});

test.each([0, -1, 1.5, NaN, 2 ** 32 + 1])("below(%d) is an error", (n) => {
  expect(() => createRng(1).below(n)).toThrow(`invalid bound: ${n}`);
});

test.each([-1, 0.5, NaN, Infinity, 2 ** 53])("seed %d is an error", (seed) => {
  expect(() => createRng(seed)).toThrow(`invalid seed: ${seed}`);
});
