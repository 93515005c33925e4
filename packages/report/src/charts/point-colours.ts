import type { Run } from "@gradlab/schema";
import { pointNames } from "../sweep/names.ts";
import { perRun } from "../sweep/per-run.ts";
import { sweepPoints, sweptPaths } from "../sweep/points.ts";
import { palette } from "./colours.ts";

/** Every sweepPoint's short name and colour, the same in all charts of a run. */
export const pointColours = perRun((run: Run): { domain: string[]; range: string[] } => {
  const points = sweepPoints(run);
  const swept = sweptPaths(run);
  const ordered =
    swept.length === 1 && points.every((point) => typeof point[swept[0]!] === "number");
  const domain = points.map(pointNames(run).short);
  return { domain, range: palette(points.length, ordered) };
});
