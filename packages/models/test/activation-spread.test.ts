import { createRng, type ActivationName, type InitializerConfig } from "@gradlab/core";
import { expect, test } from "vitest";
import { activationSpread } from "../src/index.ts";
import reference from "./reference/activations.json" with { type: "json" };

const inits: Record<string, InitializerConfig> = {
  "1": { type: "normal", std: 1 },
  "0.01": { type: "normal", std: 0.01 },
  xavier: { type: "xavier" },
  he: { type: "he" },
};

test.each(reference.rows)(
  "the activations of $activation with init $init are as numpy's, within 4 of their deviations",
  (row) => {
    const { layers, histogram } = activationSpread(
      {
        activation: row.activation as ActivationName,
        init: inits[row.init]!,
        units: 100,
        layers: 5,
        samples: 1000,
      },
      createRng(1),
    );
    const moments = {
      mean: row.mean_over_seeds,
      std: row.std_over_seeds,
      zeroShare: row.zero_share_over_seeds,
    };
    for (const [name, { mean, std }] of Object.entries(moments)) {
      layers.forEach((layer, l) => {
        const distance = Math.abs(layer[name as keyof typeof moments] - mean[l]!);
        expect(distance, `${name} of layer ${layer.layer}`).toBeLessThanOrEqual(4 * std[l]!);
      });
    }
    expect(histogram["share"]).toHaveLength(5 * 30);
    expect(Math.max(...(histogram["to"] as number[]))).toBe(1);
  },
);
