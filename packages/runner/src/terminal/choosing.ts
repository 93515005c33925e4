import type { TrialEntry } from "../export/newest-run.ts";
import { pointLabel } from "./format.ts";

/** The command with what to add to choose the first of the trials. */
export function choosing(
  command: string,
  experiment: string,
  [first]: readonly TrialEntry[],
): string {
  const label = first === undefined ? "" : pointLabel(first.sweepPoint);
  const point = label === "" ? "" : ` --point '${label}'`;
  return `pnpm exp ${command} ${experiment}${point} --seed ${first?.seed ?? 1}`;
}
