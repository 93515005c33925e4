import { tensor } from "@gradlab/core";
import { SimpleNet } from "@gradlab/models";
import type { Task } from "./execute-trial.ts";
import { completeResult } from "./result.ts";

const learningRate = 0.1;

export const simpleNetTask: Task<"simple-net"> = (config) => {
  const net = new SimpleNet(tensor(config.weight));
  const x = tensor(config.x);
  const [I, C] = net.weight.shape as [number, number];
  const loss = net.loss(x, config.label);
  const analytic = net.gradient(x, config.label).data;
  const numeric = net.numericalGradient(x, config.label).data;
  const w = net.weight.data;
  for (let i = 0; i < w.length; i++) w[i]! -= learningRate * analytic[i]!;

  const entries = Array.from(analytic, (_, i) => i);
  const rowSums = Array.from({ length: I }, (_, i) =>
    Math.abs(analytic.subarray(i * C, (i + 1) * C).reduce((sum, it) => sum + it, 0)),
  );
  return completeResult({
    metrics: {
      "loss.value": loss,
      "loss.afterStep": net.loss(x, config.label),
      "gradient.maxDifference": Math.max(
        ...entries.map((i) => Math.abs(analytic[i]! - numeric[i]!)),
      ),
      "gradient.rowSum": Math.max(...rowSums),
    },
    tables: {
      gradient: {
        input: entries.map((i) => Math.floor(i / C)),
        output: entries.map((i) => i % C),
        analytic,
        numeric,
      },
    },
  });
};
