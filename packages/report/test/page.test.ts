import { expect, test } from "vitest";
import { markdownOf } from "../src/forms/markdown.ts";
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

test("the same results give the same page", async () => {
  const told = [stories.lrSweep, stories.spiral, stories.descent, stories.deepActivations];
  const results = () => told.map((story) => resultOf(story()));
  expect((await reportPage(results())).html).toBe((await reportPage(results())).html);
});

test("verdicts have a word, what they say, value, interval, n and limit", async () => {
  const { html, contents } = await reportPage([resultOf(lrSweep())]);
  for (const part of [
    "inconclusive</span",
    "1 of 3 claims holds, 1 does not, 1 is open.",
    "0.1 learns well",
    "Test accuracy at learning rate 0.1: 96.87\u00a0%",
    "95 % interval 96.61\u00a0% to 97.13\u00a0%, 3\u00a0seeds.",
    "claimed: at least 96.50\u00a0%",
    "0.001: 36.12\u00a0points lower than at learning rate 0.1",
    "claimed: at least 2.00\u00a0points lower",
  ]) {
    expect(html.includes(part), part).toBe(true);
  }
  expect(contents[0]!.verdict).toBe("1 of 3 claims failed, 1 inconclusive, 1 passed");
});

test("equals, medians, diagnoses, chapters; no data set where there is none", async () => {
  const { html } = await reportPage([descent(), single()].map((run) => resultOf(run)));
  const text = html.replace(/\s+/g, " ");
  for (const part of [
    "Median value at the end",
    "claimed: 0.5 ± 0.01",
    "The value grew without bound from step 1 on.",
    "6 Techniques of learning",
    "Beyond the book",
  ]) {
    expect(text.includes(part), part).toBe(true);
  }
  expect((await reportPage([resultOf(descent())])).html).not.toContain("data checksum");
});

test("a stand-in is said aloud, diverged trials are named, older results are owned up to", async () => {
  const { html } = await reportPage([resultOf(diverging(), ["newer.json"])]);
  expect(html).toContain("Drawn digits stand in for MNIST");
  expect(html).toContain("no network");
  expect(html).toContain("1 of 3 trials diverged (seed 2)");
  expect(html).toContain("newer.json");
});

const hundred = () => {
  const lr = "train.optimizer.learningRate";
  const run = buildRun({
    points: Array.from({ length: 100 }, (_, i) => ({
      sweepPoint: { [lr]: (i + 1) / 100 },
      accuracy: (t) => (t * (i + 1)) / 200,
    })),
    seeds: 2,
  });
  const diagnoses = run.trials.map(({ sweepPoint, seed }) => ({
    sweepPoint,
    seed,
    code: "wrong",
    says: "It went wrong.",
    evidence: {},
  }));
  const [check] = lrSweep().verdicts[0]!.checks;
  const checks = run.trials.map(({ sweepPoint }) => ({ ...check!, sweepPoint }));
  return { ...run, diagnoses, verdicts: [{ ...lrSweep().verdicts[0]!, checks }] };
};

test("of a hundred sweepPoints the best stand open, and all are there, folded also on paper", async () => {
  const { html } = await reportPage([resultOf(hundred())]);
  const text = html.replace(/\s+/g, " ");
  expect(text).toContain("The 30 of 100 with the highest test accuracy; <code>pnpm exp export");
  const [open, all] = html.split("All 100 rows</summary>") as [string, string];
  const rows = (part: string) => part.match(/<tr><th scope="row">|<tr class="best">/g)?.length;
  expect([rows(open), rows(all)]).toEqual([30, 100]);
  expect(open).toMatch(/<tr class="best"><th scope="row">1<\/th>/);
  expect(text).toContain("88 more</summary>");
  expect(text).toContain("188 more, which all pass</summary>");
  expect(html.match(/<details class="long">/g)).toHaveLength(4);
});

test("why trials failed: each error once with its trials, and the card counts them before the claims", async () => {
  const run = lrSweep();
  const points = [...new Set(run.trials.map(({ sweepPoint }) => sweepPoint))];
  const trials = run.trials.map((it) => ({
    ...it,
    status: "failed" as const,
    error: it.sweepPoint === points[0] ? `<no> memory${"y".repeat(500)}\n  at alloc` : "it hangs",
  }));
  const results = [resultOf({ ...run, trials }), resultOf(single())];
  const { html, contents } = await reportPage(results);
  const text = html.replace(/\s+/g, " ");
  const [, section = ""] = /Why trials failed<\/h3>(.*?)<\/section>/.exec(text) ?? [];
  const said = section.replace(/<[^>]*>|\s+/g, " ").replace(/\s+/g, " ");
  expect(said).toMatch(/^ it hangs 21.trials: .*, seeds 1 to 3; .*, seeds 1 to 3 &lt;no&gt; /);
  expect(said).toMatch(/ &lt;no&gt; memoryy{280,290}… 3.trials: learning rate .*, seeds 1 to 3 $/);
  const told = `${trials.length}\u00a0trials failed; 1 of 3 claims failed, 1 inconclusive, 1 passed`;
  expect(text).toContain(`${told.replaceAll("\u00a0", " ")} </p>`);
  expect(contents[0]!.verdict).toBe(told);
  const unclaimed = resultOf({ ...run, trials, verdicts: [] });
  const cards = (await reportPage([unclaimed, resultOf(single())])).html.replace(/\s+/g, " ");
  expect(cards).toMatch(
    /<p class="word fail"> <svg[^>]*>.{0,80}<\/svg>24 trials failed; no claims </,
  );
  expect((await reportPage([resultOf(run)])).html).not.toContain("Why trials failed");
  expect(markdownOf({ ...run, trials }, [], undefined)).toMatch(
    /^\*\*Why trials failed\*\*\n\n- it hangs: 21.trials: .*\n- .*no.*memoryy+…: 3.trials: .*\n\n/m,
  );
});

test("Markdown has what was noticed, a line for each kind with an example", () => {
  const run = hundred();
  const [first] = run.diagnoses;
  const text = markdownOf(
    { ...run, diagnoses: [{ ...first!, code: "odd" }, ...run.diagnoses] },
    [],
    undefined,
  );
  const [, ...lines] = /\*\*What was noticed\*\*\n\n(- .*)\n(- .*)\n\n/.exec(text) ?? [];
  expect(lines.map((line) => line.replaceAll("\u00a0", " "))).toEqual([
    "- wrong, 200 trials, such as learning rate 0.01, seed 1. It went wrong.",
    "- odd, 1 trial: learning rate 0.01, seed 1. It went wrong.",
  ]);
  expect(markdownOf(lrSweep(), [], undefined)).not.toContain("noticed");
});

test("hostile text stays text", async () => {
  const { html } = await reportPage([resultOf(hostile())]);
  const packed = [
    ...html.matchAll(/<script type="application\/octet-stream"[^>]*>(.*?)<\/script>/gs),
  ];
  expect(packed.map(([, text]) => /^[\w+/=\s]+$/.test(text!))).toEqual([true, true]);
  const markup = html.replace(/<(script|style)[^>]*>.*?<\/\1>/gs, "");
  expect(markup.includes(hostileText)).toBe(false);
  expect(/<img|<script/.test(markup)).toBe(false);
});

test("no eval, no address outside", async () => {
  const { html } = await reportPage([resultOf(lrSweep())]);
  expect(html.includes("default-src 'none'")).toBe(true);
  expect(/<meta[^>]*unsafe-/.test(html)).toBe(false);
  const markup = html.replace(/<(script|style)[^>]*>.*?<\/\1>/gs, "");
  const addresses = markup.match(/(?:src|href)="[^"]*"/g)!;
  expect(addresses.filter((it) => !/="(#|data:,"|\.\.\/lr-sweep\/)/.test(it))).toEqual([]);
});

test("nothing measured breaks nothing", async () => {
  const run = single();
  const { html, contents } = await reportPage([resultOf({ ...run, summaries: [], curves: [] })]);
  expect(contents[0]!.charts).toBe(0);
  expect(html).toContain("Nothing was measured");
});

test("NaN, Infinity and null are drawn around", async () => {
  const run = buildRun({ points: [{ sweepPoint: {}, accuracy: (t) => t }] });
  for (const curve of run.curves) {
    curve.mean[3] = "NaN";
    curve.high[4] = "Infinity";
    curve.mean[5] = null;
  }
  for (const summary of run.summaries) summary.sd = "NaN";
  expect((await reportPage([resultOf(run)])).contents[0]!.charts).toBe(2);
});
