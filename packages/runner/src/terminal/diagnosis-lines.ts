import canonicalize from "canonicalize";
import { seedsName, type Run, type RunDiagnosis } from "@gradlab/schema";
import { pointLabel } from "./format.ts";

const mostLines = 20;

/** A line for each trouble of each sweepPoint, with the seeds that have it. */
export function diagnosisLines({
  diagnoses,
  experiment,
}: Pick<Run, "diagnoses" | "experiment">): string[] {
  const groups = Map.groupBy(diagnoses, (it) => `${it.code} ${canonicalize(it.sweepPoint)}`);
  const lines = [...groups.values()].map(lineOf);
  if (lines.length <= mostLines) return lines;
  const more = lines.length - mostLines;
  return [
    ...lines.slice(0, mostLines),
    `${more} more such lines: \`pnpm report ${experiment}\` has all`,
  ];
}

function lineOf(group: readonly RunDiagnosis[]): string {
  const { code, sweepPoint, says } = group[0]!;
  const seeds = seedsName(group.map(({ seed }) => seed));
  const where = [pointLabel(sweepPoint), seeds].filter(Boolean).join(", ");
  return `${code}: ${where}: ${says}`;
}
