import { UserError, fileTrouble } from "@gradlab/schema";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import writeFileAtomic from "write-file-atomic";
import { findLive } from "./live/live.ts";
import { counted } from "./numbers.ts";
import { reportPage } from "./page/page.ts";
import { readAgainst } from "./results/read-against.ts";
import { readBench } from "./results/read-bench.ts";
import { readResults } from "./results/read-results.ts";

export interface ReportRequest {
  /** None: all that have results. */
  readonly experiments: readonly string[];
  readonly resultsDir: string;
  readonly outFile: string | undefined;
  /** What the one experiment is held against: "baseline", "previous", or a run. */
  readonly against?: string | undefined;
}

/** Results → one HTML file, and a line on each thing in it. */
export async function writeReport(
  { experiments, resultsDir, outFile, against }: ReportRequest,
  say: (line: string) => void,
  warn: (line: string) => void,
): Promise<void> {
  const performance = experiments.length === 0 ? await readBench(resultsDir, warn) : undefined;
  const results = await readResults(resultsDir, experiments, warn, {
    mayBeNone: performance !== undefined,
  });
  const file = outFile ?? path.join(resultsDir, "report", "index.html");
  const resultsHref = hrefOf(
    path.relative(path.dirname(path.resolve(file)), path.resolve(resultsDir)),
  );
  const live = await findLive(results, resultsDir, warn);
  const page = await reportPage(results, performance, {
    resultsHref,
    live,
    ...(against !== undefined && { against: await readAgainst(resultsDir, results[0]!, against) }),
  });
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFileAtomic(file, page.html);
  } catch (error) {
    const trouble = fileTrouble(error);
    if (trouble === undefined) throw error;
    throw new UserError(
      `cannot write the page: ${file}; ${trouble}\nChoose another file with --out FILE.`,
    );
  }
  say(`${file} (${(Buffer.byteLength(page.html) / 1e6).toFixed(1)} MB, opens without a network)`);
  for (const { experiment, charts, trials, verdict } of page.contents) {
    say(`  ${experiment}: ${counted(charts, "chart")}, ${counted(trials, "trial")}, ${verdict}`);
  }
  if (live.says !== undefined) say(`  ${live.says}`);
  if (performance) say(`  performance: ${counted(page.performanceCharts, "chart")}`);
}

/** A path as an address relative to the page. */
const hrefOf = (relative: string) =>
  relative === "" ? "." : relative.split(path.sep).map(encodeURIComponent).join("/");
