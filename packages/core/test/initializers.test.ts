import { expect, test } from "vitest";
import { createRng, initializeWeight, type InitializerConfig } from "../src/index.ts";

const [I, O] = [100, 200];

test.each<{ config: InitializerConfig; std: number }>([
  { config: { type: "normal", std: 0.01 }, std: 0.01 },
  { config: { type: "xavier" }, std: 0.1 },
  { config: { type: "he" }, std: Math.sqrt(0.02) },
])("$config.type draws with std $std", ({ config, std }) => {
  const weight = initializeWeight(config, I, O, createRng(3));
  expect(weight.length).toBe(I * O);
  const mean = weight.reduce((s, w) => s + w, 0) / weight.length;
  const square = weight.reduce((s, w) => s + w * w, 0) / weight.length;
  expect(Math.abs(mean)).toBeLessThan((4 * std) / Math.sqrt(I * O));
  expect(Math.abs(square / std ** 2 - 1)).toBeLessThan(4 * Math.sqrt(2 / (I * O)));
});

test("the weight is std times the rng's normals, in order", () => {
  const rng = createRng(5);
  const expected = Array.from({ length: 6 }, () => 0.5 * rng.normal());
  expect([...initializeWeight({ type: "normal", std: 0.5 }, 2, 3, createRng(5))]).toEqual(expected);
});

test("zeros are zeros and draw nothing", () => {
  const rng = createRng(5);
  expect([...initializeWeight({ type: "zeros" }, 2, 2, rng)]).toEqual([0, 0, 0, 0]);
  expect(rng.uint32()).toBe(createRng(5).uint32());
});

test("an unknown type or a bad std is an error", () => {
  const initialize = (config: unknown) => () =>
    initializeWeight(config as InitializerConfig, 2, 2, createRng(1));
  expect(initialize({ type: "hee" })).toThrow("unknown initializer: hee; expected one of zeros");
  expect(initialize({ type: "toString" })).toThrow("unknown initializer");
  expect(initialize({ type: "normal", std: -1 })).toThrow("invalid std: -1");
  expect(initialize({ type: "normal" })).toThrow("invalid std: undefined");
});
