import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { arithmeticSpeed } from "../src/charts/arithmetic-speed.ts";
import { costGrowth } from "../src/charts/cost-growth.ts";
import { charts } from "../src/charts/index.ts";
import { pairedTrials } from "../src/charts/paired-trials.ts";
import { pictureCharts } from "../src/forms/pictures/index.ts";
import { standalone } from "../src/forms/standalone.ts";
import { comparedBaseline } from "../src/results/compared.ts";
import { bench } from "./fixtures/bench.ts";
import { stories } from "./fixtures/stories.ts";

const file = createRequire(import.meta.url).resolve("vega-lite/vega-lite-schema.json");
const schema = JSON.parse(readFileSync(file, "utf8")) as object;

/** What others than Vega-Lite's own compiler, such as an editor, take it for. */
test("every spec is one by Vega-Lite's schema", () => {
  const isSpec = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  const run = stories.lrSweep();
  const trials = run.trials.map(({ sweepPoint, seed, status }) => ({
    sweepPoint,
    seed,
    status,
    bits: "",
    metrics: { "test.accuracy": seed / 10 },
  }));
  const compared = comparedBaseline({ ...run, trials });
  const before = { says: "before", curves: run.curves };
  const specs = [
    ...Object.values(stories).flatMap((story) => {
      const told = story();
      return [...Object.entries(charts), ...Object.entries(pictureCharts)].map(
        ([name, chart]) => [name, chart(told, before)] as const,
      );
    }),
    ["paired-trials", pairedTrials(run, { before: compared, after: compared })] as const,
    ["cost-growth", costGrowth(bench())] as const,
    ["arithmetic-speed", arithmeticSpeed(bench())] as const,
  ].filter(([, spec]) => spec !== undefined);
  expect(new Set(specs.map(([name]) => name)).size).toBe(
    Object.keys({ ...charts, ...pictureCharts }).length + 3,
  );
  for (const [name, spec] of specs) {
    for (const form of [spec!, standalone(spec!, "light"), standalone(spec!, "dark")]) {
      // As JSON has it: what is undefined is not there.
      const valid = isSpec(JSON.parse(JSON.stringify(form)));
      expect(isSpec.errors?.at(-1), name).toBeUndefined();
      expect(valid, name).toBe(true);
    }
  }
});
