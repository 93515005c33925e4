import type { Cost } from "@gradlab/schema";
import { availableParallelism } from "node:os";
import { Project } from "../project.ts";
import { inTurn } from "../rounds.ts";
import { measurement, ratios } from "../statistics.ts";
import type { Part } from "./contract.ts";

/** The same trials on one worker and on two, from the start of the process to its end. */
export const sweep: Part = async (world, { pairs, sweepSteps, trials }) => {
  if (availableParallelism() < 2) {
    world.say("one core: a sweep on two workers is left out");
    return {};
  }
  const project = await Project.create(world);
  const most = Math.max(...trials);
  const on = (workers: number, seeds: number) => async () => {
    const { seconds } = await project.runAnew({ steps: sweepSteps, seeds, workers });
    world.say(`${seeds} trials of ${sweepSteps} steps on ${workers}: ${seconds.toFixed(2)} s`);
    return seconds;
  };
  try {
    await project.runAnew({ steps: 1, seeds: 2, workers: 2 });
    const timed: { at: number; one: number[]; two: number[] }[] = [];
    for (const at of trials) {
      const rounds = at === most ? pairs : 1;
      timed.push({ at, ...(await inTurn(rounds, { one: on(1, at), two: on(2, at) })) });
    }
    const { one, two } = timed.find(({ at }) => at === most)!;
    const line = (who: string, of: "one" | "two"): Cost => ({
      axis: "trials",
      what: `a sweep, ${sweepSteps.toLocaleString("en-US")} steps a trial`,
      unit: "s",
      who,
      points: timed.map((it) => ({ at: it.at, value: measurement(it[of]) })),
    });
    return {
      comparisons: [
        {
          part: "sweep",
          what: `${most} trials of ${sweepSteps.toLocaleString("en-US")} steps on 2 workers`,
          unit: "s",
          value: measurement(two),
          peer: { name: "1 worker", value: measurement(one) },
          ratio: ratios(one, two),
          goal: { of: "ratio", better: "higher", required: 1.8, aim: 1.95 },
        },
      ],
      costs: [line("1 worker", "one"), line("2 workers", "two")],
    };
  } finally {
    await project.remove();
  }
};
