import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { LinearMemory } from "../src/index.ts";
import { allKernels } from "./wasm.ts";

test("blocks are aligned zeros apart from each other, and views stay good when it grows", () => {
  const memory = new LinearMemory();
  const floats = memory.of("float32").floats(10).fill(7);
  const large = memory.of("float64").floats(3_000_000);
  expect(large.every((it) => it === 0)).toBe(true);
  large.fill(1);
  expect([...floats]).toEqual(Array(10).fill(7));
  for (const { byteOffset } of [floats, large]) expect(byteOffset % 64).toBe(0);
});

test("what is released is handed out again, as zeros", () => {
  const memory = new LinearMemory();
  const use = () => [100, 200_000, 3].map((n) => memory.of("float64").floats(n).fill(5).byteOffset);
  use();
  memory.release(); // chunks side by side are one from now on
  const first = use();
  const size = memory.memory.buffer.byteLength;
  for (let trial = 0; trial < 5; trial++) {
    memory.release();
    expect(
      memory
        .of("float64")
        .floats(50)
        .every((it) => it === 0),
    ).toBe(true);
    memory.release();
    expect(use()).toEqual(first);
  }
  expect(memory.memory.buffer.byteLength).toBe(size);
});

test("rows from elsewhere are copied once until the next release, own rows never", () => {
  const memory = new LinearMemory();
  const rows = {
    rowStart: Uint32Array.of(0, 1, 3),
    column: Uint16Array.of(4, 0, 2),
    pixel: Uint8Array.of(9, 8, 7),
  };
  const copy = memory.adopt(rows);
  expect(memory.adopt({ ...rows })).toBe(copy);
  expect(memory.adopt(copy)).toBe(copy);
  expect([...copy.pixel, ...copy.column, ...copy.rowStart]).toEqual([9, 8, 7, 4, 0, 2, 0, 1, 3]);
  const elsewhere = new LinearMemory(memory.memory).own(copy);
  elsewhere.pixel[0] = 1;
  expect(copy.pixel[0]).toBe(1);
});

test("two threads on one memory are never given the same place", async () => {
  const memory = new LinearMemory();
  const source = `
    import { parentPort, workerData } from "node:worker_threads";
    const { LinearMemory } = await import(workerData.url);
    const memory = new LinearMemory(workerData.memory);
    const mine = Array.from({ length: 40 }, (_, i) => memory.of("float64").floats(30_000 * (i % 4 + 1)).fill(workerData.mark));
    await new Promise((resolve) => parentPort.once("message", resolve).postMessage("filled"));
    parentPort.postMessage(mine.every((it) => it.every((value) => value === workerData.mark)));
    process.exit();`;
  const url = new URL("../src/kernels/linear-memory.ts", import.meta.url).href;
  const code = new URL(`data:text/javascript,${encodeURIComponent(source)}`);
  const threads = [1, 2].map(
    (mark) => new Worker(code, { workerData: { url, memory: memory.memory, mark } }),
  );
  const heard = () => Promise.all(threads.map((it) => new Promise((ok) => it.once("message", ok))));
  expect(await heard()).toEqual(["filled", "filled"]);
  const answers = heard();
  for (const thread of threads) thread.postMessage("look");
  expect(await answers).toEqual([true, true]);
});

test("more than the memory's maximum is refused, with what to do; less still works", () => {
  const memory = new LinearMemory();
  expect(() => memory.of("float64").floats(600_000_000)).toThrow(
    /^not enough memory: 4800 MB more needed; expected at most 429\d MB, .*fewer hidden units/,
  );
  expect(memory.of("float64").floats(10)).toHaveLength(10);
});

test("larger and larger trials reuse the chunks of those before", () => {
  const memory = new LinearMemory();
  for (let size = 100_000; size <= 1_600_000; size += 100_000) {
    memory.release();
    memory.of("float64").floats(size);
  }
  expect(memory.memory.buffer.byteLength).toBeLessThan(2 * 8 * 1_600_000);
});

test("a kernel refuses an array that is not in its memory", () => {
  const [, wasm] = allKernels("float32");
  expect(() => wasm.sgd(new Float32Array(4), wasm.memory.floats(4), 0.1)).toThrow(
    "array of another memory; expected one that this memory handed out",
  );
});
