import { run as runSchema, type Run, type Trial } from "@gradlab/schema";
import { beforeAll, expect, test } from "vitest";
import { failureLines } from "../src/terminal/closing.ts";
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
