import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { hasWideVectors } from "../wide-vectors.mjs";

const url = (path: string) => JSON.stringify(new URL(path, import.meta.url));

/** In a process of its own, as V8 tells of it in what it prints: each kernel is called twice. */
const script = `
  import { readFileSync } from "node:fs";
  import ${url("../wide-vectors.mjs")};
  const memory = new WebAssembly.Memory({ initial: 9, maximum: 65536, shared: true });
  new Uint32Array(memory.buffer)[1] = 1; // as LinearMemory.useWideVectors
  const module = new WebAssembly.Module(readFileSync(new URL(${url("../wasm/kernels.wasm")})));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  for (let i = 0; i < 2; i++) {
    exports.affine32(1e5, 2e5, 3e5, 4e5, 80, 80, 80, 5e5);
    exports.sgd32(1e5, 2e5, 100, 0.1);
  }
`;

const hasAvx2 = () => / avx2 /.test(readFileSync("/proc/cpuinfo", "utf8"));

test.runIf(hasWideVectors && process.platform === "linux" && hasAvx2())(
  "V8 makes one vector of 256 bits of two that the kernels write side by side",
  () => {
    const flags = [
      "--wasm-tiering-budget=1",
      "--wasm-sync-tier-up",
      "--single-threaded",
      "--trace-wasm-revectorize",
    ];
    const args = [...flags, "--input-type=module", "--eval", script];
    const { stdout, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect(status).toBe(0);
    const decided = stdout.matchAll(/Decided to vectorize, (\d+) revectorizable nodes/g);
    const nodes = Array.from(decided, ([, count]) => Number(count));
    expect(nodes.length).toBeGreaterThan(1);
    expect(Math.max(...nodes)).toBeGreaterThan(100); // those of a wide block: half of them alone would spill
  },
);
