import { gzipSync } from "node:zlib";
import { beforeEach, expect, test } from "vitest";
import { checksumOfContents } from "../src/checksum.ts";
import { encodeIdx } from "../src/idx.ts";
import { loadDataSet } from "../src/index.ts";
import { contents, folderWith, gzFiles } from "./small-world.ts";

const labels = "train-labels-idx1-ubyte.gz";

const environment = { XDG_CACHE_HOME: "" };

beforeEach(async () => {
  environment.XDG_CACHE_HOME = await folderWith();
});

function load(dir: string, onNotice: (sentence: string) => void = () => {}) {
  return loadDataSet({ type: "idx", dir }, { environment, onNotice });
}

test("another set is known by its own checksum", async () => {
  const dir = await folderWith(gzFiles());
  const set = await load(dir);
  expect(set).toMatchObject({ name: "idx", origin: dir, checksum: checksumOfContents(contents) });
  expect([set.train.count, set.test.count]).toEqual([5, 3]);
});

test("labels above 9 are told of each time", async () => {
  const more = gzipSync(encodeIdx([5], Uint8Array.of(0, 1, 46, 3, 4)));
  const notices: string[] = [];
  const dir = await folderWith(gzFiles().set(labels, more));
  for (const _ of ["from its files", "from its ready file"]) {
    await load(dir, (n) => notices.push(n));
  }
  const sentence = "labels go up to 46: a model for them has more than 10 classes";
  expect(notices).toEqual([sentence, sentence]);
});

const bomb = new Uint8Array(30_000_000);
bomb.set(contents.trainLabels);
test.each([
  [
    "too few labels",
    encodeIdx([4], new Uint8Array(4)),
    "labels do not match: train-labels-idx1-ubyte is 4",
  ],
  [
    "labels of two dimensions",
    encodeIdx([5, 1], new Uint8Array(5)),
    "labels do not match: train-labels-idx1-ubyte is 5 × 1",
  ],
  ["a bomb behind a good header", bomb, "unpacks to more than 13 bytes"],
  [
    "a header of 2^64 elements",
    Uint8Array.of(0, 0, 8, 2, ...new Uint8Array(8).fill(255)),
    "too large",
  ],
  ["half a file", contents.trainLabels.subarray(0, 10), "IDX file cut short, 10 bytes"],
  ["floats", Uint8Array.of(0, 0, 13, 1, 0, 0, 0, 5), "IDX file of 32-bit floats"],
])("refuses %s", async (_, content, problem) => {
  const dir = await folderWith(gzFiles().set(labels, gzipSync(content)));
  await expect(load(dir)).rejects.toThrow(problem);
});

test("refuses images of more pixels than columns can be numbered", async () => {
  const large = gzipSync(encodeIdx([5, 256, 257], new Uint8Array(5 * 256 * 257)));
  const files = gzFiles().set("train-images-idx3-ubyte.gz", large);
  await expect(load(await folderWith(files))).rejects.toThrow("images too large: train-images");
});

test("refuses no images at all, and test images of another size", async () => {
  const none = gzFiles()
    .set("train-images-idx3-ubyte.gz", gzipSync(encodeIdx([0, 4, 3], new Uint8Array())))
    .set(labels, gzipSync(encodeIdx([0], new Uint8Array())));
  await expect(load(await folderWith(none))).rejects.toThrow("not images: ");
  const other = gzipSync(encodeIdx([3, 2, 6], new Uint8Array(36)));
  const files = gzFiles().set("t10k-images-idx3-ubyte.gz", other);
  await expect(load(await folderWith(files))).rejects.toThrow("test images of another size: 2 × 6");
});
