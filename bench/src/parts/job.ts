import type { Run } from "@gradlab/schema";
import { peerCommand, type PeerName } from "../contestants.ts";
import { runProcess } from "../processes.ts";
import { Project } from "../project.ts";
import { inTurn } from "../rounds.ts";
import { measurement, ratios } from "../statistics.ts";
import type { Part } from "./contract.ts";

const peers = {
  book_net: { says: "the book's NumPy script", goal: { required: 8, aim: 15 } },
  float32_net: { says: "float32 NumPy", goal: { required: 2, aim: 4 } },
  torch_net: { says: "PyTorch, torch.nn", goal: undefined },
} satisfies Record<PeerName, object>;

/** The goals are those of the whole job: in a shorter one, starting up weighs more. */
const wholeJob = 10_000;

/** The reference job from the start of a process to its end, on one core. */
export const job: Part = async (world, { pairs, jobSteps }) => {
  const project = await Project.create(world);
  const what = `the reference job, ${jobSteps.toLocaleString("en-US")} steps`;
  const gradlab = async (steps: number) => {
    const options = { steps, seeds: 1, workers: 1, onOneCore: true };
    const { seconds, run } = await project.runAnew(options);
    world.say(`${what}: gradlab ${seconds.toFixed(2)} s, ${accuracyOf(run)}`);
    return seconds;
  };
  const peer = (name: PeerName) => async (steps: number) => {
    const command = peerCommand(world, name, "train", String(steps));
    const { seconds, output } = await runProcess(command);
    const { testAccuracy } = JSON.parse(output) as { testAccuracy: number };
    world.say(`${what}: ${peers[name].says} ${seconds.toFixed(2)} s, ${percent(testAccuracy)}`);
    return seconds;
  };
  const present: PeerName[] = [
    ...(world.numpy ? (["book_net", "float32_net"] as const) : []),
    ...(world.torch ? (["torch_net"] as const) : []),
  ];
  const all = { gradlab, ...Object.fromEntries(present.map((name) => [name, peer(name)])) };
  try {
    // Once short beforehand: files and compiled code are then where a second run finds them.
    for (const contestant of Object.values(all)) await contestant(1);
    const bound = Object.entries(all).map(([name, run]) => [name, () => run(jobSteps)] as const);
    const seconds = await inTurn(pairs, Object.fromEntries(bound));
    const own = seconds["gradlab"]!;
    const same = { part: "job", what, unit: "s", value: measurement(own) };
    if (present.length === 0) return { comparisons: [same] };
    return {
      comparisons: present.map((name) => {
        const { says, goal } = peers[name];
        return {
          ...same,
          peer: { name: says, value: measurement(seconds[name]!) },
          ratio: ratios(seconds[name]!, own),
          ...(goal &&
            jobSteps === wholeJob && { goal: { of: "ratio", better: "higher", ...goal } }),
        };
      }),
    };
  } finally {
    await project.remove();
  }
};

const percent = (share: number) => `${(100 * share).toFixed(2)} % of the test images right`;

function accuracyOf(run: Run): string {
  const mean = run.summaries.find(({ metric }) => metric === "test.accuracy")?.mean;
  if (typeof mean !== "number") throw new Error("the reference job did not complete");
  return percent(mean);
}
