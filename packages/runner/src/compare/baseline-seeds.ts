import type { Baseline, SweepPoint } from "@gradlab/schema";
import { sameJson } from "../experiment/same-json.ts";

/** How many seeds, from 1 on, a sweepPoint needs to be compared with all of the baseline. */
export const baselineSeeds = ({ trials }: Baseline, point: SweepPoint): number =>
  trials.filter(({ sweepPoint }) => sameJson(sweepPoint, point)).length;
