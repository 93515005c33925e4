import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Plan } from "../src/plan.ts";
import { pythonVersion, type World } from "../src/world.ts";

export const tinyPlan: Plan = {
  pairs: 1,
  rounds: 2,
  seconds: 0,
  jobSteps: 3,
  sweepSteps: 2,
  trials: [2],
  tinyTrials: 4,
  queueTrials: 10,
  batches: [1, 3],
  widths: [2, 3],
  depths: [1, 2],
  samples: [10, 200],
  wide: [8, 8],
};

/** 200 + 50 images in MNIST's format, in a folder of their own. */
export function smallWorld(): World {
  const folder = mkdtempSync(join(tmpdir(), "gradlab-bench-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [part, count] of [
    ["train", 200],
    ["t10k", 50],
  ] as const) {
    const pixels = Uint8Array.from({ length: count * 784 }, (_, i) =>
      i % 5 === 0 ? (i * 37) % 256 : 0,
    );
    const labels = Uint8Array.from({ length: count }, (_, n) => n % 10);
    writeFileSync(join(folder, `${part}-images-idx3-ubyte`), idx([count, 28, 28], pixels));
    writeFileSync(join(folder, `${part}-labels-idx1-ubyte`), idx([count], labels));
  }
  const dataSet = { type: "idx", dir: folder } as const;
  return {
    dataSet,
    folder,
    core: undefined,
    numpy: pythonVersion("numpy"),
    torch: undefined,
    say: () => {},
  };
}

function idx(sizes: readonly number[], bytes: Uint8Array): Uint8Array {
  const header = Buffer.alloc(4 + 4 * sizes.length);
  header.writeUInt8(8, 2);
  header.writeUInt8(sizes.length, 3);
  sizes.forEach((size, i) => header.writeUInt32BE(size, 4 + 4 * i));
  return Buffer.concat([header, bytes]);
}
