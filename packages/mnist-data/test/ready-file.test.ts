import { readdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadOwnFolder } from "../src/own-folder.ts";
import { contents, folderWith, gzFiles } from "./small-world.ts";
import { denseImages } from "./dense.ts";

async function world() {
  const folder = await folderWith(gzFiles());
  const cache = await folderWith();
  const environment = { XDG_CACHE_HOME: cache };
  const ready = join(cache, "gradlab", "ready");
  const load = () => loadOwnFolder(folder, { environment });
  return { folder, ready, load, file: () => join(ready, readdirSync(ready)[0]!) };
}

const expected = contents.trainImages.slice(16);
const images = async (set: Awaited<ReturnType<typeof loadOwnFolder>>) =>
  denseImages((await set.training()).train);

test("the second time the set comes from its ready file, bit for bit, into the memory given", async () => {
  const { load, file } = await world();
  const first = await load();
  const firstTraining = await first.training();
  const written = readFileSync(file());
  const writtenAt = statSync(file()).mtimeMs;
  const second = await load();
  const memory = new SharedArrayBuffer(10_000);
  const training = await second.training((bytes) => new Uint8Array(memory, 64, bytes));
  expect(training).toEqual(firstTraining);
  expect(training.train.pixel.buffer).toBe(memory);
  expect(denseImages(training.train)).toEqual(expected);
  expect(second).toMatchObject({ checksum: first.checksum, classes: first.classes });
  expect(readFileSync(file())).toEqual(written);
  expect(statSync(file()).mtimeMs).toBe(writtenAt);
});

test("a ready file with any byte changed, cut short, longer or empty is made anew", async () => {
  const { load, file } = await world();
  await load();
  const good = readFileSync(file());
  const spoilt = Array.from({ length: Math.ceil(good.length / 7) }, (_, i) => {
    const at = i * 7;
    const copy = Buffer.from(good);
    copy[at]! ^= 1 << (at % 8);
    return copy;
  });
  const others = [
    Buffer.of(),
    good.subarray(0, 100),
    good.subarray(0, -1),
    Buffer.concat([good, good]),
  ];
  for (const bytes of [...spoilt, ...others]) {
    writeFileSync(file(), bytes);
    expect(await images(await load())).toEqual(expected);
  }
  expect((await load()).checksum).toMatch(/^[0-9a-f]{64}$/);
});

test("another set in the same folder never meets the old ready file", async () => {
  const { folder, load, ready } = await world();
  const before = await load();
  const labels = Buffer.from(contents.trainLabels);
  labels[8]! ^= 1;
  const name = "train-labels-idx1-ubyte";
  writeFileSync(join(folder, name), labels);
  unlinkSync(join(folder, `${name}.gz`));
  const after = await load();
  expect(after.checksum).not.toBe(before.checksum);
  expect((await after.training()).train.labels[0]).toBe(labels[8]);
  expect(readdirSync(ready)).toHaveLength(2);
});

test("a cache that cannot be written costs nothing but time", async () => {
  const folder = await folderWith(gzFiles());
  const environment = { XDG_CACHE_HOME: join(folder, "train-labels-idx1-ubyte.gz") };
  expect(await images(await loadOwnFolder(folder, { environment }))).toEqual(expected);
});
