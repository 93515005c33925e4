import { bench as benchSchema, fileTrouble, type Bench } from "@gradlab/schema";
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
      warn(`broken bench file, skipped: ${path.join(folder, file)}; ${text}`);
    try {
      const parsed = benchSchema.safeParse(
        JSON.parse(await readFile(path.join(folder, file), "utf8")),
      );
      if (parsed.success) return { bench: parsed.data, file };
      const [issue] = parsed.error.issues;
      problem(`${issue!.path.join(".") || "top level"}: ${issue!.message}`);
    } catch (error) {
      const trouble = error instanceof SyntaxError ? "not JSON" : fileTrouble(error);
      if (trouble === undefined) throw error;
      problem(trouble);
    }
  }
  return undefined;
}
