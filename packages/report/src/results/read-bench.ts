import { bench as benchSchema, fileTrouble, parseStored, type Bench } from "@gradlab/schema";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

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
    const problem = (text: string) =>
      warn(`bench file skipped: ${path.join(folder, file)}; ${text}`);
    try {
      const text = await readFile(path.join(folder, file), "utf8");
      const parsed = parseStored(benchSchema, text);
      if (parsed.problem === undefined) return { bench: parsed.value, file };
      problem(parsed.problem);
    } catch (error) {
      const trouble = fileTrouble(error);
      if (trouble === undefined) throw error;
      problem(trouble);
    }
  }
  return undefined;
}
