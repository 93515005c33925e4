import { expect, test } from "vitest";
import { formOfImage, loadDataSet, type GreyImage } from "../src/index.ts";
import { formOfStrokes } from "../src/mnist-form.ts";
import { denseImages } from "./dense.ts";
import { inkOf } from "./ink-of.ts";
import { folderWith } from "./small-world.ts";

const seven = formOfStrokes(
  [
    [
      [0, 0],
      [6, 0],
      [3, 9],
    ],
  ],
  0,
);

/** The seven, each pixel so many pixels wide, with a margin, on paper of a brightness. */
function scan(times: number, margin: { left: number; top: number }, light: boolean): GreyImage {
  const width = 28 * times + margin.left + 5;
  const height = 28 * times + margin.top + 3;
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const column = Math.floor((x - margin.left) / times);
      const row = Math.floor((y - margin.top) / times);
      const isInside = column >= 0 && column < 28 && row >= 0 && row < 28;
      const ink = isInside ? seven[row * 28 + column]! : 0;
      pixels[y * width + x] = light ? 255 - ink : ink;
    }
  }
  return { width, height, pixels };
}

test.each([true, false])(
  "of any size and place, dark on light (%s) or light on dark: the same",
  (light) => {
    for (const times of [1, 2, 7, 40]) {
      expect(formOfImage(scan(times, { left: 31, top: 2 }, light)), `${times} times`).toEqual(
        seven,
      );
    }
  },
);

test("a picture smaller than the box is scaled up; uneven paper is no ink; faint ink is made strong", () => {
  const image = scan(3, { left: 60, top: 9 }, true);
  const noisy = image.pixels.map((value, i) => 190 + Math.floor(value / 10) - ((i * 7919) % 5));
  const { height, width, x, y } = inkOf(formOfImage({ ...image, pixels: noisy })!);
  expect(Math.max(height, width)).toBe(20);
  expect(Math.abs(x - 14)).toBeLessThanOrEqual(0.5);
  expect(Math.abs(y - 14)).toBeLessThanOrEqual(0.5);
  const small = {
    width: 4,
    height: 6,
    pixels: Uint8Array.from({ length: 24 }, (_, i) => (i % 4 === 2 ? 0 : 255)),
  };
  expect(inkOf(formOfImage(small)!)).toMatchObject({ height: 20, width: 3 });
});

test("nothing drawn", () => {
  for (const value of [0, 77, 255]) {
    expect(
      formOfImage({ width: 9, height: 4, pixels: new Uint8Array(36).fill(value) }),
    ).toBeUndefined();
  }
});

const folder = process.env["MNIST_DIR"];

test.skipIf(!folder)("MNIST's own pictures are left as they are", async () => {
  const options = { environment: { MNIST_DIR: folder, XDG_CACHE_HOME: await folderWith() } };
  const { test: split } = await (await loadDataSet({ type: "mnist" }, options)).training();
  const images = denseImages(split);
  let same = 0;
  for (let n = 0; n < 1_000; n++) {
    const pixels = images.subarray(n * 784, (n + 1) * 784);
    const formed = formOfImage({ width: 28, height: 28, pixels });
    if (formed?.every((value, i) => value === pixels[i])) same++;
  }
  expect(same).toBe(1_000);
});
