import { run as runSchema, type Check, type Run, type Trial } from "@gradlab/schema";
import { beforeAll, expect, test } from "vitest";
import { failureLines, verdictLines } from "../src/terminal/closing.ts";
import { diagnosisLines } from "../src/terminal/diagnosis-lines.ts";
import { summaryTable } from "../src/terminal/summary-table.ts";
import { ran } from "./project.ts";

let run: Run;
beforeAll(async () => {
  const project = await ran();
  run = runSchema.parse(JSON.parse(project.read(`results/tiny/runs/${project.files("runs")[0]}`)));
});

const metrics = ["test.accuracy", "train.accuracy", "train.loss", "timing.stepMs"];
const widest = (text: string) => Math.max(...text.split("\n").map((line) => line.length));
const tableOf = (text: string) => text.replace(/\nnot shown: .*/, "");

/** The run's sweepPoints under other names. */
const renamed = (name: (point: number) => Run["summaries"][number]["sweepPoint"]): Run => {
  const values = [0.1, 0.5];
  const at = <T extends { sweepPoint: Run["summaries"][number]["sweepPoint"] }>(it: T) => ({
    ...it,
    sweepPoint: name(values.indexOf(Number(Object.values(it.sweepPoint)[0]))),
  });
  return { ...run, summaries: run.summaries.map(at), trials: run.trials.map(at) };
};

test("a wide terminal shows every column, and so does a file", () => {
  const [head] = summaryTable(run).split("\n");
  expect(head!.trim().split(/\s+/)).toEqual(["seeds", ...metrics]);
  expect(summaryTable(run, 200)).toBe(summaryTable(run));
});

test.each([80, 60, 45])(
  "%i columns: the claims' metric first, and what is left out named",
  (width) => {
    const text = summaryTable(run, width);
    expect(widest(tableOf(text))).toBeLessThanOrEqual(width);
    const [head] = text.split("\n");
    const left = /\nnot shown: (.*); `pnpm report tiny` has all$/.exec(text)![1]!.split(", ");
    expect(head).toContain("test.accuracy");
    expect([...head!.trim().split(/\s+/).slice(1), ...left]).toEqual(metrics);
  },
);

test("long names stand above their numbers where these would not fit beside them", () => {
  const long = renamed((i) => ({
    "model.init": { type: "normal", std: 0.01 * (i + 1) },
    "train.optimizer": { type: "momentum", learningRate: 0.1 },
  }));
  const name = "init normal (std 0.02), optimizer momentum (learning rate 0.1)";
  expect(summaryTable(long)).toMatch(new RegExp(`^${RegExp.escape(name)} +2 `, "m"));
  const narrow = summaryTable(long, 64);
  expect(widest(tableOf(narrow))).toBeLessThanOrEqual(64);
  expect(narrow).toMatch(new RegExp(`^${RegExp.escape(name)}\n +2 `, "m"));
});

test("a row says what became of each seed that did not complete", () => {
  const odd = ["diverged", "failed"] as const;
  const trials = run.trials.map((it) => ({ ...it, status: odd[it.seed - 1]! }));
  expect(summaryTable({ ...run, trials })).toMatch(/ 1 diverged, 1 failed$/m);
});

test("of many sweepPoints the best are shown", () => {
  const accuracy = run.summaries.find(({ metric }) => metric === "test.accuracy")!;
  const summaries = Array.from({ length: 100 }, (_, i) => ({
    ...accuracy,
    sweepPoint: { rate: i },
    mean: i / 100,
  }));
  const text = summaryTable({ ...run, summaries });
  expect(text).toMatch(
    /^rate 99 .*\n(?:rate .*\n){39}not shown: 60 sweepPoints of 100; `pnpm report/m,
  );
  expect(text).not.toContain("rate 59");
});

test("seeds of a diagnosis are told as a range, and of many lines the first", () => {
  const diagnosis = { code: "dead-relu", says: "dead", evidence: {} };
  const of = (points: number, seeds: number) =>
    Array.from({ length: points * seeds }, (_, i) => ({
      ...diagnosis,
      sweepPoint: { rate: Math.floor(i / seeds) },
      seed: (i % seeds) + 1,
    }));
  const lines = (diagnoses: Run["diagnoses"]) => diagnosisLines({ diagnoses, experiment: "tiny" });
  expect(lines(of(1, 300))).toEqual(["dead-relu: rate 0, seeds 1 to 300: dead"]);
  const many = lines(of(30, 2));
  expect(many).toHaveLength(21);
  expect(many.at(-1)).toBe("10 more such lines: `pnpm report tiny` has all");
});

test("of hundreds of failed trials the first are named", () => {
  const failed = Array.from({ length: 300 }, (_, i) => ({
    status: "failed",
    sweepPoint: {},
    seed: i + 1,
    error: "no memory",
  })) as unknown as Trial[];
  const lines = failureLines(failed);
  expect(lines).toHaveLength(21);
  expect(lines.at(-1)).toBe("failed: 280 more");
});

const lineOf = (check: Partial<Check>, metric: string, statistic: "mean" | "median" = "mean") => {
  const whole: Check = {
    sweepPoint: {},
    verdict: "pass",
    comparison: "atLeast",
    limit: 0.5,
    value: null,
    interval: null,
    n: 3,
    margin: 0,
    reason: "",
    ...check,
  };
  const verdict = { says: "so it is", metric, statistic, verdict: "pass" as const };
  const text = verdictLines([{ ...verdict, checks: [whole] }], process.stdout);
  return text.split("\n").slice(1).join(" ").replace(/\s+/g, " ").trim();
};

const looked = { confidence: 0.977, look: 1, looks: 3 };

test.each<[Partial<Check>, string, string]>([
  [
    { comparison: "equals", limit: 0.510825457, tolerance: 1e-9, value: 0.5108254570993, n: 1 },
    "loss.value",
    "loss.value, expected equal to 0.510825457 ± 1e-9: 0.510825457, n = 1",
  ],
  [
    { comparison: "equals", limit: 0.0975, tolerance: 1e-9, value: 0.0975123, n: 1 },
    "loss.value",
    "loss.value, expected equal to 0.0975 ± 1e-9: 0.0975123, n = 1",
  ],
  [
    { comparison: "equals", limit: 1.23456e-5, tolerance: 1e-9, value: 1.23412e-5 },
    "loss.value",
    "loss.value, expected equal to 1.2346e-5 ± 1e-9: 1.2341e-5, n = 3",
  ],
  [
    { comparison: "equals", limit: 0.98, tolerance: 0.005, value: 0.97123 },
    "test.accuracy",
    "test.accuracy, expected equal to 98.00 % ± 0.50 %: 97.12 %, n = 3",
  ],
  [
    { ...looked, value: 0.98, interval: [0.9619, 1.0003] },
    "test.accuracy",
    "test.accuracy, expected at least 50.00 %: 98.00 % [96.19, 100.00] %, n = 3, look 1 of 3 at 97.7 %",
  ],
  [
    { ...looked, value: 0.012, interval: [-0.01, 0.03] },
    "accuracy.gap",
    "accuracy.gap, expected at least 50.00 points: 1.20 points [-1.00, 3.00] points, n = 3, look 1 of 3 at 97.7 %",
  ],
  [
    { ...looked, value: 2, interval: [2, 2] },
    "gate.wrong",
    "gate.wrong, expected at least 0.5000: 2, n = 3, all the same",
  ],
  [
    { ...looked, value: 0.1, interval: [0.1 - 1e-17, 0.1 + 1e-17] },
    "loss.value",
    "loss.value, expected at least 0.5000: 0.1000, n = 3, all the same",
  ],
])("the number behind a claim: %#", (check, metric, said) => {
  expect(lineOf(check, metric)).toBe(said);
});

test("a median whose interval is one number says nothing of the other values", () => {
  expect(lineOf({ ...looked, value: 2, interval: [2, 2] }, "gate.wrong", "median")).toContain(
    "2 [2, 2], n = 3, look 1 of 3 at 97.7 %",
  );
});
