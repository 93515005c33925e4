import type { Bench } from "@gradlab/schema";
import { bench as benchSchema } from "@gradlab/schema/bench";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { readStored } from "./read-stored.ts";

export interface BenchResult {
  readonly bench: Bench;
  readonly file: string;
}

/** The newest `<resultsDir>/bench/*.json` that can be read; undefined where `pnpm bench` left none. */
export async function readBench(
  resultsDir: string,
  warn: (line: string) => void,
): Promise<BenchResult | undefined> {
  const folder = path.join(resultsDir, "bench");
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith(".json")).toSorted();
  for (const file of files.toReversed()) {
    const full = path.join(folder, file);
    const { value, problem } = await readStored(benchSchema, full);
    if (value !== undefined) return { bench: value, file };
    warn(`bench file skipped: ${full}; ${problem}`);
  }
  return undefined;
}
