import type { Run, RunDiagnosis } from "@gradlab/schema";
import { sameJson } from "../experiment/same-json.ts";
import { pointLabel } from "./format.ts";

/** A line for each trouble of each sweepPoint, with the seeds that have it. */
export function diagnosisLines({ diagnoses }: Pick<Run, "diagnoses">): string[] {
  const groups: RunDiagnosis[][] = [];
  for (const it of diagnoses) {
    const group = groups.find(
      ([first]) => first!.code === it.code && sameJson(first!.sweepPoint, it.sweepPoint),
    );
    if (group) group.push(it);
    else groups.push([it]);
  }
  return groups.map((group) => {
    const { code, sweepPoint, says } = group[0]!;
    const seeds = group.map(({ seed }) => seed);
    const point = pointLabel(sweepPoint);
    const which = `${seeds.length === 1 ? "seed" : "seeds"} ${seeds.join(", ")}`;
    return `${code}: ${point === "" ? which : `${point}, ${which}`}: ${says}`;
  });
}
