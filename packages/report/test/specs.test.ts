import { Error as VegaErrors, logger, parse, View } from "vega";
import { describe, expect, test } from "vitest";
import { compileChart } from "../src/charts/compile.ts";
import { charts } from "../src/charts/index.ts";
import { settleColours } from "../src/charts/colours.ts";
import { stories } from "./fixtures/stories.ts";
import { outline } from "./outline.ts";

const expected: Record<keyof typeof stories, string[]> = {
  lrSweep: ["sweep-response", "accuracy-curves", "loss-curves"],
  diverging: ["sweep-response", "accuracy-curves", "loss-curves"],
  activations: ["sweep-categories", "accuracy-curves", "loss-curves"],
  gradients: [
    "sweep-categories",
    "step-time",
    "gradient-difference",
    "accuracy-curves",
    "loss-curves",
  ],
  single: ["accuracy-curves", "loss-curves"],
  gates: ["decision-regions", "metric-response"],
  spiral: ["decision-regions", "sweep-categories"],
  curves: ["activation-curves", "metric-response"],
  softmax: ["softmax-outputs", "metric-response"],
  losses: ["loss-curve", "prediction-bars", "metric-response"],
  derivative: ["tangents", "difference-error", "metric-response"],
  field: ["gradient-field", "directions", "metric-response"],
  descent: ["descent-paths", "descent-values", "metric-response"],
  gradientCheck: ["tensor-differences", "metric-response"],
  deepActivations: ["activation-histograms", "activation-spread", "metric-response"],
  objective: ["objective-scan", "metric-response"],
  simpleNet: ["weight-gradient"],
  deepTraining: [
    "sweep-response",
    "accuracy-curves",
    "accuracy-against-time",
    "gradient-norms",
    "silent-units-curves",
    "silent-units",
    "metric-response",
    "confusion-matrix",
  ],
  evaluation: ["sweep-response", "metric-response"],
};

const specsOf = (run: ReturnType<(typeof stories)["lrSweep"]>) =>
  Object.entries(charts).flatMap(([name, chart]) => {
    const spec = chart(run);
    return spec === undefined ? [] : [{ name, spec }];
  });

const pictured = new Set<string>();

describe.each(Object.keys(expected) as (keyof typeof stories)[])("%s", (story) => {
  const specs = specsOf(stories[story]());

  test("has the charts that apply", () => {
    expect(specs.map(({ name }) => name)).toEqual(expected[story]);
  });

  const firstOfItsKind = specs.filter(({ name }) => !pictured.has(name));
  for (const { name } of firstOfItsKind) pictured.add(name);
  test.each(firstOfItsKind)("$name is as it was", async ({ name, spec }) => {
    const text = `${JSON.stringify(outline(spec), null, 1)}\n`;
    await expect(text).toMatchFileSnapshot(`snapshots/${name}.snap`);
  });

  test.each(specs)("$name compiles without a warning and renders", async ({ spec }) => {
    const { vega, warnings } = compileChart(spec);
    expect(warnings).toEqual([]);
    const troubles: unknown[] = [];
    const quiet = logger(VegaErrors);
    quiet.error = (...parts) => (troubles.push(parts), quiet);
    const svg = await new View(parse(vega), { renderer: "none", logger: quiet }).toSVG();
    expect(troubles).toEqual([]);
    expect(svg).toMatch(/<path|<text/);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(settleColours(svg, "dark")).not.toContain("light-dark");
  });
});

test("descriptions say the data", () => {
  const [response] = specsOf(stories.diverging());
  expect(response!.spec.description).toMatchInlineSnapshot(
    `"Test accuracy after training by learning rate. 0.001: 58.10 %; 0.003: 83.18 %; 0.01: 90.89 %; 0.03: 94.05 %; 0.1: 96.66 %; 0.3: 97.62 %; 1: 97.71 %; 3: 3 of 3 trials diverged (seeds 1 to 3). Best at 1."`,
  );
  expect(response!.spec.title).toMatchInlineSnapshot(`
    {
      "subtitle": [
        "Best on the test split: 97.71 % at learning rate 1.",
        "After the last step; points are means over seeds, bars 95 % intervals (Student’s t).",
      ],
      "text": "Accuracy by learning rate",
    }
  `);
});

test.each(["lrSweep", "activations"] as const)("%s of one seed speaks of no bars", (name) => {
  const run = stories[name]();
  const summaries = run.summaries.map((it) => ({ ...it, n: 1, sd: null, interval: null }));
  const [response] = specsOf({ ...run, summaries });
  expect(JSON.stringify(response!.spec.title)).toContain(
    "After the last step. One seed: no interval.",
  );
});

test.each(["lrSweep", "activations"] as const)(
  "%s without a trial that ended well says so",
  async (name) => {
    const run = stories[name]();
    const trials = run.trials.map((it, i) => ({
      ...it,
      status: i === 0 ? ("diverged" as const) : ("failed" as const),
    }));
    const [response] = specsOf({ ...run, trials, summaries: [], curves: [] });
    const title = JSON.stringify(response!.spec.title).replaceAll("\u00a0", " ");
    expect(title).toContain(
      `No accuracy to draw: ${trials.length - 1} trials failed, 1 trial diverged.`,
    );
    expect(title).not.toMatch(/seed|After/);
    const svg = await new View(parse(compileChart(response!.spec).vega), {
      renderer: "none",
    }).toSVG();
    expect(svg).toMatch(/>0%<.*>100%</);
  },
);

test("units that fall silent in one hidden layer: one plot; where hardly any does none", () => {
  const run = stories.deepTraining();
  const curves = run.curves.filter(({ column }) => !column.startsWith("layer"));
  const shares = (of: (i: number) => number) => ({
    ...run,
    curves: curves.map((it) => ({ ...it, mean: it.step.map((_, i) => of(i)) })),
  });
  const chart = charts["silent-units-curves"]!;
  expect(chart(shares((i) => i / 20))!.description!.replaceAll("\u00a0", " ")).toBe(
    "Silent hidden units during training. batch size 10: 0.00 % at step 100 to 45.00 % at step 1000; " +
      "batch size 100: 0.00 % at step 100 to 45.00 % at step 1000.",
  );
  expect(chart(shares(() => 0.01))).toBeUndefined();
});

test("a log axis from two decades on", () => {
  const text = JSON.stringify(charts["sweep-response"]!(stories.lrSweep()));
  expect(text).toContain('"type":"log"');
});
