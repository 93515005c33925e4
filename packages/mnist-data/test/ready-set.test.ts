import { createHash } from "node:crypto";
import { copyFile, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { checksumOfContents, sha256 } from "../src/checksum.ts";
import { encodeIdx } from "../src/idx.ts";
import { readyPath } from "../src/ready-file.ts";
import { headerBytes } from "../src/ready-format.ts";
import { readySet } from "../src/ready-set.ts";
import { denseImages } from "./dense.ts";
import { contents, folderWith } from "./small-world.ts";

const key = sha256("the files as they are stored");
const other = { ...contents, testLabels: encodeIdx([3], Uint8Array.of(1, 1, 1)) };
let environment: { XDG_CACHE_HOME: string };
let path: string;
let reads: number;

beforeEach(async () => {
  environment = { XDG_CACHE_HOME: await folderWith() };
  path = readyPath(key, environment);
  reads = 0;
});

function load(overrides: { contents?: typeof contents; checksum?: string; key?: string } = {}) {
  const source = {
    key,
    read() {
      reads++;
      return Promise.resolve({ contents, key, ...overrides });
    },
    ...overrides,
  };
  return readySet(source, environment);
}

/** Loads, checks every number, and returns how often the source was read for it. */
async function readsToTrain(): Promise<number> {
  reads = 0;
  const set = await load();
  expect(set).toMatchObject({ checksum: checksumOfContents(contents), classes: 10 });
  const { train, test: judged } = await set.training();
  expect(denseImages(train)).toEqual(contents.trainImages.slice(16));
  expect(denseImages(judged)).toEqual(contents.testImages.slice(16));
  expect([...train.labels, ...judged.labels]).toEqual([3, 1, 4, 1, 5, 9, 2, 6]);
  return reads;
}

test("a source is read once, and then never again", async () => {
  expect(await readsToTrain()).toBe(1);
  expect(await readsToTrain()).toBe(0);
});

test("what is recorded of a set is known without its images", async () => {
  await load();
  await truncate(path, headerBytes);
  reads = 0;
  const known = {
    checksum: checksumOfContents(contents),
    train: { count: 5, rows: 4, columns: 3 },
  };
  expect(await load()).toMatchObject(known);
  expect(reads).toBe(0);
});

test("several at once leave one good file", async () => {
  await Promise.all([readsToTrain(), readsToTrain(), readsToTrain()]);
  expect(await readdir(dirname(path))).toHaveLength(1);
  expect(await readsToTrain()).toBe(0);
});

describe("a ready file is not used, and written anew,", () => {
  test("cut short anywhere", async () => {
    await load();
    const { length } = await readFile(path);
    for (let size = 0; size < length; size++) {
      await truncate(path, size);
      expect([size, await readsToTrain()]).toEqual([size, 1]);
    }
    expect(await readsToTrain()).toBe(0);
  });

  test("of another version, though whole", async () => {
    await load();
    const bytes = await readFile(path);
    bytes[8]! += 1;
    const end = headerBytes - 32;
    bytes.set(createHash("sha256").update(bytes.subarray(0, end)).digest(), end);
    await writeFile(path, bytes);
    expect(await readsToTrain()).toBe(1);
    expect(await readsToTrain()).toBe(0);
  });

  test("made from other files, or of another set than it must be", async () => {
    const otherKey = sha256("others");
    await load({ contents: other, key: otherKey });
    await copyFile(readyPath(otherKey, environment), path);
    expect(await readsToTrain()).toBe(1);
    reads = 0;
    await load({ checksum: sha256("what it must be") });
    expect(reads).toBe(1);
  });

  test.each([
    ["broken", () => writeFile(path, "x")],
    ["gone", () => rm(path)],
  ])("%s between loading and training", async (_, spoil) => {
    await load();
    const set = await load();
    await spoil();
    reads = 0;
    expect(denseImages((await set.training()).train)).toEqual(contents.trainImages.slice(16));
    expect(reads).toBe(1);
    expect(await readsToTrain()).toBe(0);
  });
});

test("another set than was loaded is never trained on", async () => {
  await load();
  const set = await load({ contents: other });
  await rm(path);
  await expect(set.training()).rejects.toThrow(
    `data set changed while in use: checksum ${checksumOfContents(other)}`,
  );
});
