import { metrics, type Check, type Verdict } from "@gradlab/schema";
import { expect, test } from "vitest";
import { metricName } from "../src/sweep/metric-name.ts";
import { pointNames } from "../src/sweep/names.ts";
import { checkSentence, evidence } from "../src/words/check-sentence.ts";
import { single } from "./fixtures/stories.ts";

const told = (check: Partial<Check>, metric: string, statistic: Verdict["statistic"] = "mean") => {
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
  const { found, claimed } = checkSentence(whole, { metric, statistic }, pointNames(single()));
  const facts = evidence(whole, { metric, statistic });
  return `${found}; ${claimed}. ${facts}`.replaceAll("\u00a0", " ").replace(/^.*?: /, "");
};

const equals = { comparison: "equals", n: 1, interval: [0, 0] as [number, number] } as const;

test.each<[Partial<Check>, string, string]>([
  [
    { ...equals, limit: 0.510825457, tolerance: 1e-9, value: 0.5108254570993 },
    "loss.value",
    "0.510825457; claimed: 0.510825457 ± 1 × 10⁻⁹. exact",
  ],
  [
    { ...equals, limit: 1234.5, tolerance: 0.1, value: 1234.5678 },
    "loss.value",
    "1,234.6; claimed: 1,234.5 ± 0.1. exact",
  ],
  [
    { ...equals, limit: 0.98, tolerance: 1e-5, value: 0.9800123 },
    "test.accuracy",
    "98.001 %; claimed: 98.00 % ± 0.001 %. exact",
  ],
  [
    { value: 0.98, interval: [0.9619, 1.0003], confidence: 0.977 },
    "test.accuracy",
    "98.00 %; claimed: at least 50.00 %. 97.7 % interval 96.19 % to 100.00 %, 3 seeds",
  ],
  [
    { value: 0.012, interval: [-0.01, 0.03] },
    "accuracy.gap",
    "1.20 points; claimed: at least 50.00 points. 95 % interval −1.00 points to 3.00 points, 3 seeds",
  ],
  [
    { value: 2, interval: [2, 2], confidence: 0.977, looks: 3, look: 1 },
    "gate.wrong",
    "2; claimed: at least 0.5. the same for all 3 seeds",
  ],
])("the sentences of a check: %#", (check, metric, said) => {
  expect(told(check, metric)).toBe(said);
});

test("a median whose interval is one number says nothing of the other values", () => {
  expect(told({ value: 2, interval: [2, 2] }, "gate.wrong", "median")).toContain("interval 2 to 2");
});

test("a metric is named in words, each by its own", () => {
  const all = Object.keys(metrics).map(metricName);
  expect(new Set(all).size).toBe(all.length);
  expect(metricName("units.silentShare")).toBe("share of silent units");
  expect(metricName("some.newMetric")).toBe("some new metric");
});
