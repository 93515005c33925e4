import { readNumber, type Series, type Trial } from "@gradlab/schema";

/** What was measured at one step: tag → value, non-finite ones as they are. */
export interface Scalars {
  readonly step: number;
  readonly values: ReadonlyMap<string, number>;
}

/** The tags that published training scripts log, and the series and column they come from. */
const sources = [
  { tag: "train_loss", series: "loss", column: "loss" },
  { tag: "train_acc", series: "evaluation", column: "train.accuracy" },
  { tag: "test_acc", series: "evaluation", column: "test.accuracy" },
] as const;

/** A training trial's scalars by rising step; none of a trial that did not train. */
export function trialScalars({ config, series }: Pick<Trial, "config" | "series">): Scalars[] {
  if (config.task !== "train") return [];
  const steps = new Map<number, Map<string, number>>();
  for (const source of sources) {
    for (const [step, value] of measured(series[source.series], source.column)) {
      const values = steps.get(step) ?? new Map<string, number>();
      steps.set(step, values.set(source.tag, value));
    }
  }
  return [...steps].map(([step, values]) => ({ step, values })).sort((a, b) => a.step - b.step);
}

/** [step, value] where there is a value. */
function measured(series: Series | undefined, column: string): [number, number][] {
  const values = series?.columns[column] ?? [];
  return (series?.columns["step"] ?? []).flatMap((stored, row): [number, number][] => {
    const step = readNumber(stored);
    const value = readNumber(values[row] ?? null);
    return step === null || value === null ? [] : [[step, value]];
  });
}
