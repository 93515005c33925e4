import { onTestFinished } from "vitest";
import { watchReport } from "../src/watch/watch-report.ts";

/** `report --watch` on a folder in this process; ends with the test. */
export async function watching(
  resultsDir: string,
  experiments: string[] = [],
): Promise<{ url: string; warned: string[] }> {
  const controller = new AbortController();
  const warned: string[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const ended = watchReport(
    { experiments, resultsDir, port: 0, signal: controller.signal, everyMs: 20 },
    (line) => resolve(line.split(" ")[0]!),
    (line) => warned.push(line),
  );
  ended.catch(reject);
  onTestFinished(async () => {
    controller.abort();
    await ended;
  });
  return { url: await promise, warned };
}
