import { Project } from "../project.ts";
import { inTurn } from "../rounds.ts";
import { measurement } from "../statistics.ts";
import type { Part } from "./contract.ts";

/** What a trial costs beside its work: planned, handed to a thread, validated, synced to the disk, judged. */
export const trials: Part = async (world, { rounds, tinyTrials }) => {
  const project = await Project.create(world);
  try {
    await project.runGates(2);
    const { many, few } = await inTurn(rounds, {
      many: () => project.runGates(tinyTrials),
      few: () => project.runGates(2),
    });
    const each = many.map((seconds, i) => ((seconds - few[i]!) * 1e3) / (tinyTrials - 2));
    const value = measurement(each);
    const what = `a trial of next to no work, of ${tinyTrials.toLocaleString("en-US")}`;
    world.say(`${what}: ${value.median.toFixed(2)} ms`);
    return {
      comparisons: [
        {
          part: "trials",
          what,
          unit: "ms",
          value,
          goal: { of: "value", better: "lower", required: 2, aim: 1 },
        },
      ],
    };
  } finally {
    await project.remove();
  }
};
