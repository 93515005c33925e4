import { expect, test } from "vitest";
import { dataStatus, loadDataSet } from "../src/index.ts";
import { folderWith } from "./small-world.ts";

const folder = process.env["MNIST_DIR"];

test.skipIf(!folder)("the real MNIST is what its facts say", async () => {
  const options = { environment: { MNIST_DIR: folder, XDG_CACHE_HOME: await folderWith() } };
  const set = await loadDataSet({ type: "mnist" }, options);
  expect(set).toMatchObject({ name: "mnist", train: { count: 60_000, rows: 28, columns: 28 } });
  const { train, test: other } = await set.training();
  expect([...train.labels.subarray(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
  expect([...other.labels.subarray(0, 10)]).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
  expect([train.count, other.count, train.features]).toEqual([60_000, 10_000, 784]);
  // Sums of all pixels, from numpy.
  expect(sum(train.pixel)).toBe(1_567_298_545);
  expect(sum(other.pixel)).toBe(264_923_200);
  const again = await loadDataSet({ type: "mnist" }, options);
  const { train: ready, classes } = await again.training();
  expect([sum(ready.pixel), sum(ready.column)]).toEqual([sum(train.pixel), sum(train.column)]);
  expect(classes).toBe(10);
  const own = await loadDataSet({ type: "idx", dir: folder ?? "" }, options);
  expect(own.checksum).toBe(set.checksum);
  expect((await dataStatus(options))[0]).toMatchObject({ name: "mnist", state: "verified" });
});

function sum(values: Uint8Array | Uint16Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
