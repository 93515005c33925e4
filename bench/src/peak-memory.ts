/** Preloaded into a process by --import: when it ends, it leaves its largest memory in a file. */
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const file = process.env["BENCH_PEAK_MEMORY"];
if (isMainThread && file !== undefined) {
  process.on("exit", () => writeFileSync(file, String(process.resourceUsage().maxRSS * 1024)));
}
