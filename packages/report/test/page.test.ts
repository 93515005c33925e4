import { expect, test } from "vitest";
import { reportPage } from "../src/page/page.ts";
import { buildRun } from "./fixtures/build-run.ts";
import { hostile, hostileText } from "./fixtures/hostile.ts";
import { descent } from "./fixtures/task-stories.ts";
import { diverging, lrSweep, single, stories } from "./fixtures/stories.ts";

const resultOf = (run: ReturnType<typeof single>, skipped: string[] = []) => ({
  experiment: run.experiment,
  run,
  file: "20261124T063200Z-abcd.json",
  skipped,
});

test("the same results give the same page", { timeout: 20_000 }, () => {
  const results = () => Object.values(stories).map((story) => resultOf(story()));
  expect(reportPage(results()).html).toBe(reportPage(results()).html);
});

test("verdicts have a word, what they say, value, interval, n and limit", () => {
  const { html, contents } = reportPage([resultOf(lrSweep())]);
  for (const part of [
    "inconclusive</span",
    "0.1 learns well",
    "96.87\u00a0%",
    "n\u00a0=\u00a03",
    "limit at least 96.50\u00a0%",
  ]) {
    expect(html.includes(part), part).toBe(true);
  }
  expect(contents[0]!.verdict).toBe("1 of 3 claims failed, 1 inconclusive, 1 passed");
});

test("equals, medians, diagnoses, chapters; no data set where there is none", () => {
  const { html } = reportPage([descent(), single()].map((run) => resultOf(run)));
  const text = html.replace(/\s+/g, " ");
  for (const part of [
    "median descent.value",
    "expected 0.5 ± 0.01",
    "The value grew without bound from step 1 on.",
    "6 Techniques of learning",
    "Beyond the book",
  ]) {
    expect(text.includes(part), part).toBe(true);
  }
  expect(reportPage([resultOf(descent())]).html).not.toContain("data checksum");
});

test("a stand-in is said aloud, diverged trials are named, older results are owned up to", () => {
  const { html } = reportPage([resultOf(diverging(), ["newer.json"])]);
  expect(html).toContain("Drawn digits stand in for MNIST");
  expect(html).toContain("no network");
  expect(html).toContain("1 of 3 trials diverged (seed 2)");
  expect(html).toContain("newer.json");
});

test("hostile text stays text", () => {
  const { html } = reportPage([resultOf(hostile())]);
  const embedded = [...html.matchAll(/<script type="application\/json"[^>]*>(.*?)<\/script>/gs)];
  expect(embedded).toHaveLength(4);
  for (const [, json] of embedded) {
    expect(/[<>\u2028\u2029]/.test(json!)).toBe(false);
    expect(typeof JSON.parse(json!)).toBe("object");
  }
  const markup = html.replace(/<(script|style)[^>]*>.*?<\/\1>/gs, "");
  expect(markup.includes(hostileText)).toBe(false);
  expect(/<img|<script/.test(markup)).toBe(false);
});

test("no eval, no address outside", () => {
  const { html } = reportPage([resultOf(lrSweep())]);
  expect(html.includes("default-src 'none'")).toBe(true);
  expect(/<meta[^>]*unsafe-/.test(html)).toBe(false);
  const markup = html.replace(/<(script|style)[^>]*>.*?<\/\1>/gs, "");
  expect(markup.match(/(?:src|href)="(?!#|data:,)[^"]*/g)).toBeNull();
});

test("nothing measured breaks nothing", () => {
  const run = single();
  const { html, contents } = reportPage([resultOf({ ...run, summaries: [], curves: [] })]);
  expect(contents[0]!.charts).toBe(0);
  expect(html).toContain("Nothing was measured");
});

test("NaN, Infinity and null are drawn around", () => {
  const run = buildRun({ points: [{ sweepPoint: {}, accuracy: (t) => t }] });
  for (const curve of run.curves) {
    curve.mean[3] = "NaN";
    curve.high[4] = "Infinity";
    curve.mean[5] = null;
  }
  for (const summary of run.summaries) summary.sd = "NaN";
  expect(reportPage([resultOf(run)]).contents[0]!.charts).toBe(2);
});
