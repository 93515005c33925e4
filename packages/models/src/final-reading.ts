import type { Evaluator, Evaluation } from "./evaluate.ts";
import type { TrainingData } from "./images.ts";
import { distinctShare, UnitWatch } from "./layer-health.ts";
import type { Mlp } from "./mlp.ts";
import type { Table } from "./train-contract.ts";

/** The last evaluation of both splits, which looks closer than those on the way. */
export interface FinalReading {
  readonly onTrain: Evaluation;
  readonly onTest: Evaluation;
  readonly metrics: Record<string, number>;
  readonly silentShares: readonly number[];
  readonly confusion: Table;
}

export function finalReading(net: Mlp, evaluator: Evaluator, data: TrainingData): FinalReading {
  const watch = new UnitWatch(net);
  const onTrain = evaluator.evaluate(data.train, (_, B) => watch.observe(B));
  const C = net.config.outputs;
  const counts = new Uint32Array(C * C);
  const onTest = evaluator.evaluate(data.test, (labels, B) => {
    for (let b = 0; b < B; b++) {
      const guess = net.predictedClass(b);
      if (guess >= 0) counts[labels[b]! * C + guess]!++;
    }
  });
  const classes = Array.from({ length: C }, (_, c) => c);
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  const predicted = classes.filter((c) => sum(classes.map((t) => counts[t * C + c]!)) > 0);
  const ofPredicted = sum(predicted.flatMap((t) => classes.map((c) => counts[t * C + c]!)));
  return {
    onTrain,
    onTest,
    metrics: {
      "accuracy.gap": onTrain.accuracy - onTest.accuracy,
      "test.neverPredicted": C - predicted.length,
      "test.accuracyOfPredicted": sum(predicted.map((c) => counts[c * C + c]!)) / ofPredicted,
      "units.silentShare": watch.silentShare,
      "units.distinctShare": distinctShare(net),
    },
    silentShares: watch.silentShares,
    confusion: {
      actual: classes.flatMap((t) => classes.map(() => t)),
      predicted: classes.flatMap(() => classes),
      count: [...counts],
    },
  };
}
