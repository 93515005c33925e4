import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { realWorld } from "../src/fetch-mnist.ts";
import { drawDigits } from "../src/digits/draw.ts";
import { hands } from "../src/digits/hands.ts";
import { dataStatus, loadDataSet, type Split } from "../src/index.ts";
import { loadMnist } from "../src/mnist.ts";
import { folderWith } from "./small-world.ts";

describe("the drawn digits", () => {
  // Pins every bit of both splits: drawing throws if one file is not what digits-facts.ts says.
  test("are the same bits everywhere, cached and mended", { timeout: 120_000 }, async () => {
    const cache = await folderWith();
    const environment = { XDG_CACHE_HOME: cache };
    const folder = join(cache, "gradlab", "digits", "v1");
    const drawn = await loadDataSet({ type: "digits" }, { environment });
    expect(drawn).toMatchObject({ name: "digits", origin: "drawn by gradlab" });
    expect(drawn.checksum).toBe("fbbb55519acc2c96827f8a750963e05af7279e95b293830255526d8531a0cafc");
    expect(await readdir(folder)).toHaveLength(4);
    expect([drawn.train.count, drawn.test.count]).toEqual([60_000, 10_000]);
    expect(perClass(drawn.train)).toEqual(Array.from({ length: 10 }, () => 6000));
    expect(perClass(drawn.test)).toEqual(Array.from({ length: 10 }, () => 1000));
    expect(widest(drawn.train)).toBe(20);
    // MNIST's are 0.1307 and 0.1912: as much ink, on as many pixels.
    expect(mean(drawn.train.images, (value) => value / 255)).toBeCloseTo(0.13, 2);
    expect(mean(drawn.train.images, (value) => Number(value > 0))).toBeCloseTo(0.19, 2);

    const statuses = await dataStatus({ environment });
    expect(statuses.map(({ name, state }) => [name, state])).toEqual([
      ["mnist", "absent"],
      ["digits", "verified"],
    ]);

    await writeFile(join(folder, "t10k-labels-idx1-ubyte"), "rubbish");
    const notices: string[] = [];
    const onNotice = (n: string) => notices.push(n);
    const nobody = { ...realWorld, mirrors: [] };
    const mended = await loadMnist({ environment, onNotice }, nobody);
    expect(mended).toMatchObject({ name: "digits", standsInFor: "mnist" });
    expect(mended.reason).toMatch(/^mnist could not be fetched: /);
    expect(mended.test.labels).toEqual(drawn.test.labels);
    expect(notices).toEqual([expect.stringMatching(/^broken file in the cache, set aside/)]);
    expect(await readdir(folder)).toHaveLength(5);
  });

  test("differ from stream to stream, and not within one", () => {
    expect(drawDigits(7, 2)).toEqual(drawDigits(7, 2));
    expect(drawDigits(7, 2).images).not.toEqual(drawDigits(8, 2).images);
  });

  test("are each written in several ways", () => {
    expect(hands).toHaveLength(10);
    for (const ways of hands) expect(ways.length).toBeGreaterThanOrEqual(4);
  });
});

function perClass({ labels }: Split): number[] {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const label of labels) counts[label]!++;
  return counts;
}

/** The longest side of the box around the ink of any picture, in pixels. */
function widest({ images, count, rows, columns }: Split): number {
  let most = 0;
  for (let i = 0; i < count; i++) {
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
