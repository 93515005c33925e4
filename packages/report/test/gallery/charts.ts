import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { charts } from "../../src/charts/index.ts";
import { pictureCharts } from "../../src/forms/pictures/index.ts";
import { experimentSubject, speedSubject } from "../../src/forms/subject.ts";
import { comparedBaseline } from "../../src/results/compared.ts";
import { bench } from "../fixtures/bench.ts";
import { lrSweep, stories } from "../fixtures/stories.ts";

export interface GalleryChart {
  readonly name: string;
  readonly title: string;
  readonly spec: TopLevelSpec;
}

/** Every chart once, as the first story that has it shows it. */
export function galleryCharts(): readonly GalleryChart[] {
  const subjects = [
    ...Object.values(stories).map((story) => subjectOf(story())),
    againstItself(),
    speedSubject({ bench: bench(), file: "" }),
  ];
  const found = new Map<string, GalleryChart>();
  for (const { name, spec } of subjects.flatMap((it) => it.charts)) {
    const { text } = spec.title as { text: string };
    if (!found.has(name)) found.set(name, { name, title: text, spec });
  }
  const order = [
    ...Object.keys(charts),
    ...Object.keys(pictureCharts),
    "paired-trials",
    "cost-growth",
    "arithmetic-speed",
  ];
  return order.flatMap((name) => found.get(name) ?? []);
}

const subjectOf = (run: Run) =>
  experimentSubject({ experiment: run.experiment, run, file: "", skipped: [] });

/** A sweep, and the same with every trial a point less accurate. */
function againstItself() {
  const run = lrSweep();
  const trials = (less: number) =>
    run.trials.map(({ sweepPoint, seed, status, key }) => {
      const { mean } = run.summaries.find(
        (it) => it.metric === "test.accuracy" && it.sweepPoint === sweepPoint,
      )!;
      const accuracy = Number(mean) - less + 0.002 * (seed - 2);
      return { sweepPoint, seed, status, key, bits: "", metrics: { "test.accuracy": accuracy } };
    });
  const before = comparedBaseline({ ...run, trials: trials(0.01) });
  const after = { ...before, trials: trials(0) };
  return experimentSubject(
    { experiment: run.experiment, run, file: "", skipped: [] },
    { before: { ...before, curves: run.curves }, after },
  );
}
