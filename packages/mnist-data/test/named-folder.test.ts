import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, test } from "vitest";
import { checksumOfContents } from "../src/checksum.ts";
import { realWorld } from "../src/world.ts";
import { DataError } from "../src/index.ts";
import { loadMnist } from "../src/mnist.ts";
import { denseImages } from "./dense.ts";
import { contents, facts, folderWith, gzFiles } from "./small-world.ts";

// No mirror: whatever a folder lacks must not be fetched.
const world = { ...realWorld, facts, mirrors: [] };
const labels = "train-labels-idx1-ubyte";

const environment = { XDG_CACHE_HOME: "" };

beforeEach(async () => {
  environment.XDG_CACHE_HOME = await folderWith();
});

function load(folder: string) {
  return loadMnist({ dataDir: folder, environment }, world);
}

describe("a folder that the user named", () => {
  test("is read, and shaped by its headers", async () => {
    const folder = await folderWith(gzFiles());
    const set = await load(folder);
    const checksum = checksumOfContents(contents);
    expect(set).toMatchObject({ name: "mnist", origin: folder, checksum, classes: 10 });
    expect(set.train).toMatchObject({ count: 5, rows: 4, columns: 3 });
    const { train, test: other } = await set.training();
    expect(denseImages(train)).toEqual(contents.trainImages.slice(16));
    expect([...other.labels]).toEqual([9, 2, 6]);
  });

  test("may be named by MNIST_DIR; the flag goes first", async () => {
    const folder = await folderWith(gzFiles());
    const named = { ...environment, MNIST_DIR: folder };
    expect((await loadMnist({ environment: named }, world)).origin).toBe(folder);
    const both = loadMnist({ environment: named, dataDir: "/nowhere" }, world);
    await expect(both).rejects.toThrow("no such folder: /nowhere");
  });

  test.each([
    ["uncompressed", "train-labels-idx1-ubyte", contents.trainLabels],
    ["dotted", "train-labels.idx1-ubyte", contents.trainLabels],
    ["unpacked by a browser", "train-labels-idx1-ubyte.gz", contents.trainLabels],
  ])("may have a file %s", async (_, name, bytes) => {
    const files = gzFiles();
    files.delete(`${labels}.gz`);
    expect((await load(await folderWith(files.set(name, bytes)))).name).toBe("mnist");
  });

  test.each([
    ["empty", () => new Map(), /^no MNIST files in: /],
    [
      "without one file",
      (f: Files) => new Map([...f].filter(([name]) => name !== `${labels}.gz`)),
      /^missing train-labels.*gz in: /,
    ],
    [
      "with a truncated file",
      (f: Files) => f.set(`${labels}.gz`, gz().subarray(0, 20)),
      /^gzip file cut short: .*train-labels/,
    ],
    [
      "with a damaged file",
      (f: Files) => f.set(`${labels}.gz`, damaged()),
      /^gzip file damaged .*train-labels/,
    ],
    [
      "with a web page",
      (f: Files) => f.set(`${labels}.gz`, Buffer.from("<!DOCTYPE")),
      /^wrong content: .*train-labels/,
    ],
    [
      "with a bomb",
      (f: Files) => f.set(`${labels}.gz`, gzipSync(new Uint8Array(50_000_000))),
      /^unpacks to more than 76 bytes: .*train-labels/,
    ],
    [
      "with a huge file",
      (f: Files) => f.set(`${labels}.gz`, new Uint8Array(1_000_000)),
      /^larger than any such file, 1000000 bytes: .*train-labels/,
    ],
  ])("is refused when %s", async (_, change, problem) => {
    // Though the same set is ready to train on, from a folder that is good.
    await load(await folderWith(gzFiles()));
    const error = await load(await folderWith(change(gzFiles()))).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(DataError);
    expect((error as Error).message).toMatch(problem);
    expect((error as Error).message).toMatch(
      /\n {2}expected [^]*\n {2}put the original there, or leave --data-dir away/,
    );
  });

  test("is refused with swapped files, saying which is which", async () => {
    const files = gzFiles().set(`${labels}.gz`, gzipSync(contents.testLabels));
    await expect(load(await folderWith(files))).rejects.toThrow(
      `expected train-labels-idx1-ubyte, 13 bytes uncompressed with sha256 ${facts.trainLabels.sha256}
  found 11 bytes with sha256 ${facts.testLabels.sha256}, which is t10k-labels-idx1-ubyte`,
    );
  });

  test("is refused with one wrong byte, though it was good before", async () => {
    const wrong = contents.testImages.slice();
    wrong[20]! ^= 1;
    const folder = await folderWith(gzFiles());
    await load(folder);
    await writeFile(join(folder, "t10k-images-idx3-ubyte.gz"), gzipSync(wrong));
    await expect(load(folder)).rejects.toThrow("wrong content: ");
  });

  test("is refused when it is a file, or has a folder in a file's place", async () => {
    const folder = await folderWith(gzFiles());
    const path = join(folder, `${labels}.gz`);
    await expect(load(path)).rejects.toThrow(`not a folder: ${path}`);
    await rm(path);
    await mkdir(path);
    await expect(load(folder)).rejects.toThrow(`not a regular file: ${path}`);
    await rm(path, { recursive: true });
    await writeFile(path, "");
    await expect(load(folder)).rejects.toThrow(`wrong content: ${path}`);
  });
});

type Files = Map<string, Uint8Array>;

function gz(): Uint8Array {
  return gzipSync(contents.trainLabels);
}

function damaged(): Uint8Array {
  const bytes = gz();
  bytes[bytes.length - 6]! ^= 255;
  return bytes;
}
