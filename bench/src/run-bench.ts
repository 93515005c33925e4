import type { Bench } from "@gradlab/schema";
import { gradlabFacts, machineFacts } from "./machine.ts";
import { parts, type PartName } from "./parts/index.ts";
import type { Plan } from "./plan.ts";
import type { World } from "./world.ts";

/** Measures the parts one after the other. */
export async function runBench(
  world: World,
  plan: Plan,
  names: readonly PartName[],
  command: string,
): Promise<Bench> {
  const startedAt = new Date().toISOString();
  const machine = machineFacts(world);
  const measured = [];
  for (const name of names) measured.push(await parts[name](world, plan));
  return {
    formatVersion: 1,
    startedAt,
    endedAt: new Date().toISOString(),
    command,
    machine,
    gradlab: gradlabFacts(),
    comparisons: measured.flatMap(({ comparisons = [] }) => comparisons),
    costs: measured.flatMap(({ costs = [] }) => costs),
    profiles: measured.flatMap(({ profiles = [] }) => profiles),
  };
}
