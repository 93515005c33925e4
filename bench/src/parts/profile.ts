import type { StepProfile } from "@gradlab/schema";
import { Gradlab } from "../contestants.ts";
import type { Part } from "./contract.ts";
import { usual, usualBatch } from "./net-sizes.ts";

/** Where the time of a step goes, kernel by kernel: the usual net and the wide one. */
export const profile: Part = async (world, { seconds, wide }) => {
  const gradlab = new Gradlab(world);
  try {
    const profiles: StepProfile[] = [];
    for (const hidden of [usual, wide]) {
      const task = { what: "profile", kernels: "wasm", batch: usualBatch, hidden } as const;
      const found = await gradlab.ask<Omit<StepProfile, "what">>({
        ...task,
        seconds: Math.max(4 * seconds, 0.2),
      });
      const what = `784-${hidden.join("-")}-10, batch ${usualBatch}, float32`;
      world.say(`profile of ${what}: ${found.stepMicroseconds.toFixed(0)} µs a step`);
      profiles.push({ what, ...found });
    }
    return { profiles };
  } finally {
    await gradlab.close();
  }
};
