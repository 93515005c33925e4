import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { realWorld } from "../src/world.ts";
import { dataStatus, loadDataSet, type TrainingData } from "../src/index.ts";
import { loadMnist } from "../src/mnist.ts";
import { denseImages } from "./dense.ts";
import { folderWith } from "./small-world.ts";

// Pins every bit of both splits: drawing throws if one file is not what digits-facts.ts says. Among the fast
// tests that of the report's live view draws them, too.
test("the drawn digits are the same bits everywhere, cached, and stand in for MNIST", async () => {
  const cache = await folderWith();
  const environment = { XDG_CACHE_HOME: cache };
  const folder = join(cache, "gradlab", "ready");
  const drawn = await loadDataSet({ type: "digits" }, { environment });
  expect(drawn).toMatchObject({ name: "digits", origin: "drawn by gradlab" });
  expect(drawn.checksum).toBe("fbbb55519acc2c96827f8a750963e05af7279e95b293830255526d8531a0cafc");
  const [file] = await readdir(folder);
  expect([drawn.train.count, drawn.test.count]).toEqual([60_000, 10_000]);
  const { train, test: other } = await drawn.training();
  expect(perClass(train)).toEqual(Array.from({ length: 10 }, () => 6000));
  expect(perClass(other)).toEqual(Array.from({ length: 10 }, () => 1000));
  const images = denseImages(train);
  expect(widest(images, 28, 28)).toBe(20);
  // MNIST's are 0.1307 and 0.1912: as much ink, on as many pixels.
  expect(mean(images, (value) => value / 255)).toBeCloseTo(0.13, 2);
  expect(mean(images, (value) => Number(value > 0))).toBeCloseTo(0.19, 2);

  const statuses = await dataStatus({ environment });
  expect(statuses.map(({ name, state }) => [name, state])).toEqual([
    ["mnist", "absent"],
    ["digits", "verified"],
  ]);

  // Drawn once: what becomes of a file that is not as it was is in ready-file.test.ts.
  const nobody = { ...realWorld, mirrors: [] };
  const standIn = await loadMnist({ environment }, nobody);
  expect(standIn).toMatchObject({ name: "digits", standsInFor: "mnist" });
  expect(standIn.reason).toMatch(/^mnist could not be fetched: /);
  expect((await standIn.training()).test.labels).toEqual(other.labels);
  expect(await readdir(folder)).toEqual([file]);
});

function perClass({ labels }: TrainingData["train"]): number[] {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const label of labels) counts[label]!++;
  return counts;
}

/** The longest side of the box around the ink of any picture, in pixels. */
function widest(images: Uint8Array, rows: number, columns: number): number {
  let most = 0;
  for (let i = 0; i * rows * columns < images.length; i++) {
    const box = { left: columns, right: -1, top: rows, bottom: -1 };
    for (let pixel = 0; pixel < rows * columns; pixel++) {
      if (images[i * rows * columns + pixel] === 0) continue;
      const row = Math.floor(pixel / columns);
      const column = pixel % columns;
      box.left = Math.min(box.left, column);
      box.right = Math.max(box.right, column);
      box.top = Math.min(box.top, row);
      box.bottom = Math.max(box.bottom, row);
    }
    most = Math.max(most, box.right - box.left + 1, box.bottom - box.top + 1);
  }
  return most;
}

function mean(values: Uint8Array, of: (value: number) => number): number {
  let sum = 0;
  for (const value of values) sum += of(value);
  return sum / values.length;
}
