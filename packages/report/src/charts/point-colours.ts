import type { Run } from "@gradlab/schema";
import { pointNames } from "../sweep/names.ts";
import { perRun } from "../sweep/per-run.ts";
import { sweepPoints, sweptPaths } from "../sweep/points.ts";
import { palette } from "./colours.ts";

/** Every sweepPoint's short name and colour, the same in all charts of a run. */
export const pointColours = perRun((run: Run): { domain: string[]; range: string[] } => {
  const points = sweepPoints(run);
  const swept = sweptPaths(run);
  const domain = points.map(pointNames(run).short);
  const [path] = swept;
  if (path === undefined || swept.length > 1)
    return { domain, range: palette(points.length, false) };
  const values = points.map((point) => point[path]);
  const ordered = values.every((it) => typeof it === "number");
  return { domain, range: namedColours(path, values) ?? palette(points.length, ordered) };
});

/** What many experiments compare has one colour in all of them: its place here. */
const named: Readonly<Record<string, readonly unknown[]>> = {
  activation: ["sigmoid", "relu", "tanh", "identity", "step"],
};

function namedColours(path: string, values: readonly unknown[]): string[] | undefined {
  const last = path.split(".").at(-1)!;
  const known = Object.hasOwn(named, last) ? named[last]! : [];
  const colours = palette(known.length, false);
  const places = values.map((it) => known.indexOf(it));
  return places.includes(-1) ? undefined : places.map((place) => colours[place]!);
}
