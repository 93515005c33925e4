import { Gradlab } from "../contestants.ts";
import { inTurn } from "../rounds.ts";
import { measurement, ratios } from "../statistics.ts";
import type { Part } from "./contract.ts";
import { usual, usualBatch } from "./net-sizes.ts";

/** Central differences of all 39,760 params of 784-50-10, a batch of 100, float64. */
export const gradient: Part = async (world, { rounds, seconds }) => {
  const gradlab = new Gradlab(world);
  const by = (kernels: "wasm" | "reference") => async () => {
    const task = { what: "gradient", batch: usualBatch, hidden: usual } as const;
    return (await gradlab.time({ ...task, kernels, seconds })).seconds * 1e3;
  };
  const everyone = { wasm: by("wasm"), reference: by("reference") };
  try {
    await inTurn(1, everyone);
    const { wasm, reference } = await inTurn(rounds, everyone);
    const what = "numerical gradient of 784-50-10, float64";
    const value = measurement(wasm);
    world.say(`${what}: ${value.median.toFixed(0)} ms`);
    return {
      comparisons: [
        {
          part: "gradient",
          what,
          unit: "ms",
          value,
          peer: { name: "gradlab, reference kernels", value: measurement(reference) },
          ratio: ratios(reference, wasm),
          goal: { of: "value", better: "lower", required: 100, aim: 50 },
        },
      ],
    };
  } finally {
    await gradlab.close();
  }
};
