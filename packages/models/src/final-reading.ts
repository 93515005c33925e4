import type { Evaluator, Evaluation } from "./evaluate.ts";
import type { TrainingData } from "./images.ts";
import { distinctShare, UnitWatch } from "./layer-health.ts";
import type { Mlp } from "./mlp.ts";
import type { Table } from "./train-contract.ts";

/** An output unit that reaches this for no sample is dead: nothing makes it say yes. Healthy ones come near 1. */
const yes = 0.5;

/** The last evaluation of both splits, which looks closer than those on the way. */
export interface FinalReading {
  readonly onTrain: Evaluation;
  readonly onTest: Evaluation;
  readonly metrics: Record<string, number | null>;
  readonly units: UnitWatch;
  readonly confusion: Table;
}

export function finalReading(net: Mlp, evaluator: Evaluator, data: TrainingData): FinalReading {
  const units = new UnitWatch(net);
  const onTrain = evaluator.evaluate(data.train, (_, B) => units.observe(B));
  const C = net.config.outputs;
  const counts = new Uint32Array(C * C);
  const largest = new Float64Array(C);
  const onTest = evaluator.evaluate(data.test, (labels, B) => {
    for (let i = 0; i < B * C; i++) {
      const output = net.probabilities[i]!;
      if (output > largest[i % C]!) largest[i % C] = output;
    }
    for (let b = 0; b < B; b++) {
      const guess = net.predictedClass(b);
      if (guess >= 0) counts[labels[b]! * C + guess]!++;
    }
  });
  const classes = Array.from({ length: C }, (_, c) => c);
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  const living = classes.filter((c) => largest[c]! >= yes);
  const ofLiving = sum(living.flatMap((t) => classes.map((c) => counts[t * C + c]!)));
  const readRight = sum(living.map((c) => counts[c * C + c]!));
  return {
    onTrain,
    onTest,
    metrics: {
      "accuracy.gap": onTrain.accuracy - onTest.accuracy,
      "outputs.dead": C - living.length,
      "test.accuracyOfLiving": ofLiving === 0 ? null : readRight / ofLiving,
      "units.silentShare": units.silentShare,
      "units.distinctShare": distinctShare(net),
    },
    units,
    confusion: {
      actual: classes.flatMap((t) => classes.map(() => t)),
      predicted: classes.flatMap(() => classes),
      count: [...counts],
    },
  };
}
