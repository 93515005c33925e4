import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeIdx } from "../src/idx.ts";
import { DataError, loadDataSet } from "../src/index.ts";
import { folderWith, gzFiles } from "./small-world.ts";

const names = [...gzFiles().keys()];

/** Bytes of a good file with some of them replaced, cut off or added to. */
const spoilt = (bytes: Uint8Array) =>
  fc
    .tuple(
      fc.array(fc.tuple(fc.nat(Math.max(0, bytes.length - 1)), fc.integer({ min: 0, max: 255 })), {
        maxLength: 4,
      }),
      fc.option(fc.nat(bytes.length)),
      fc.uint8Array({ maxLength: 8 }),
    )
    .map(([changes, length, more]) => {
      const changed = Uint8Array.from(bytes);
      for (const [at, to] of changes) if (at < changed.length) changed[at] = to;
      return Uint8Array.of(...changed.subarray(0, length ?? changed.length), ...more);
    });

const anySize = fc.oneof(
  fc.nat(6),
  fc.constantFrom(0x7f_ff_ff_ff, 0x80_00_00_00, 0xff_ff_ff_ff, 65_536, 46_341),
);
/** A header that promises anything, with little behind it. */
const promising = fc
  .tuple(fc.array(anySize, { maxLength: 5 }), fc.uint8Array({ maxLength: 40 }))
  .map(([dimensions, data]) => encodeIdx(dimensions, data));

/** Repeated bytes, small when packed: the header is any, too. */
const bomb = fc
  .tuple(fc.uint8Array({ minLength: 4, maxLength: 20 }), fc.constantFrom(1_000, 3_000_000))
  .map(([head, size]) => {
    const bytes = new Uint8Array(size);
    bytes.set(Uint8Array.of(0, 0, 8, ...head.subarray(3)));
    return bytes;
  });

const gz = (bytes: Uint8Array): Uint8Array => gzipSync(bytes);

test("four files of which one is anything are a data set or one DataError, soon and in little memory", async () => {
  const environment = { XDG_CACHE_HOME: await folderWith() };
  const root = await folderWith();
  let count = 0;
  const file = fc.constantFrom(...names).chain((name) => {
    const good = gzFiles().get(name)!;
    return fc.record({
      name: fc.constant(name),
      bytes: fc.oneof(
        spoilt(good),
        promising.map(gz),
        promising,
        bomb.map(gz),
        promising.chain((it) => spoilt(gz(it))),
        fc.uint8Array({ maxLength: 40 }),
        // Packed twice, and two packed files one behind the other.
        fc.constant(gz(good)),
        fc.constant(Uint8Array.of(...good, ...good)),
      ),
    });
  });
  await fc.assert(
    fc.asyncProperty(file, async ({ name, bytes }) => {
      const dir = join(root, String(count++));
      await mkdir(dir);
      for (const [other, content] of gzFiles()) await writeFile(join(dir, other), content);
      await writeFile(join(dir, name), bytes);
      try {
        const set = await loadDataSet({ type: "idx", dir }, { environment });
        const data = await set.training();
        expect(data.train.labels.length).toBe(set.train.count);
      } catch (error) {
        expect(error).toBeInstanceOf(DataError);
        expect((error as Error).message).toMatch(/^[^\n]+\n {2}expected [^\n]+\n {2}[^\n]+$/);
      }
    }),
    { numRuns: 120 },
  );
});

test("the same in the place of MNIST's own are one DataError that names the file", async () => {
  const dir = await folderWith(gzFiles());
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(bomb.map(gz), promising, spoilt(gz(new Uint8Array(50_000)))),
      async (bytes) => {
        await writeFile(join(dir, names[0]!), bytes);
        const loading = loadDataSet({ type: "mnist" }, { dataDir: dir, environment: {} });
        await expect(loading).rejects.toThrow(DataError);
        await expect(loading).rejects.toThrow(dir);
      },
    ),
    { numRuns: 30 },
  );
});
