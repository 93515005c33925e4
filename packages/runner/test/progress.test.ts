import { EventEmitter } from "node:events";
import { stripVTControlCharacters } from "node:util";
import type { Trial, TrialConfig } from "@gradlab/schema";
import { expect, test } from "vitest";
import type { PlannedTrial } from "../src/run/planned-trials.ts";
import { barProgress } from "../src/terminal/bar-progress.ts";

const config = { task: "train", train: { steps: 100 } } as unknown as TrialConfig;
const trials = Array.from({ length: 20 }, (_, i): PlannedTrial => ({
  point: { sweepPoint: { [`model.${"veryLong".repeat(10)}`]: i }, config },
  seed: i + 1,
  key: String(i),
}));
const complete = {
  status: "complete",
  metrics: { "test.accuracy": 0.9705 },
  timing: { durationMs: 61_000 },
} as unknown as Trial;

/** What a terminal of this size is sent, without its control codes. */
function shown(columns: number, rows: number, isKnown = true): string[] {
  let sent = "";
  const write = (text: string) => (sent += text) !== "";
  const stream = Object.assign(new EventEmitter(), { isTTY: true, columns, rows, write });
  const display = barProgress(stream as unknown as NodeJS.WriteStream);
  display.begin({ trials, workers: isKnown ? 12 : undefined, workOf: () => 1 });
  if (!isKnown) display.workers(12);
  for (const trial of trials.slice(0, 12)) display.begun(trial);
  display.progress(trials[1]!, 50);
  display.retried(trials[2]!, "Error: out of luck\n  at somewhere");
  display.ended(trials[0]!, complete);
  display.finished();
  return stripVTControlCharacters(sent).split(/[\r\n]+/);
}

test.each([
  [80, 24],
  [40, 8],
])("on %i columns and %i rows no line is longer, and no frame higher", (columns, rows) => {
  const lines = shown(columns, rows);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
  expect(lines.filter((line) => /[█░]|… and/.test(line)).length).toBeLessThan(rows);
});

test("a bar for the whole and for each running trial, and a line for each that ended", () => {
  const lines = shown(80, 24);
  expect(lines).toContainEqual(expect.stringMatching(/^█{2}░{22} 1\/20 trials, .* ETA /));
  expect(lines).toContainEqual(expect.stringMatching(/^█{12}░{12} veryLong.*…, seed 2$/));
  expect(lines.filter((line) => /^[█░]{24} veryLong/.test(line))).toHaveLength(11);
  expect(lines).toContainEqual(
    expect.stringMatching(/^veryLong.*…, seed 1: test accuracy 97.05 % in 1m01s$/),
  );
  expect(lines).toContainEqual(
    expect.stringMatching(/^veryLong.*…, seed 3: Error: out of luck; it is tried once more$/),
  );
});

test("what has no room is counted", () => {
  expect(shown(40, 8)).toContain("… and 7 more");
});

test("workers of a queue, who are seen later, have their bars too", () => {
  const pace = / trials, .*/;
  const steady = (lines: string[]) => lines.map((line) => line.replace(pace, "")).slice(-14);
  expect(steady(shown(80, 24, false))).toEqual(steady(shown(80, 24)));
});
