import { valueName, type Run, type SweepPoint } from "@gradlab/schema";
import { pathName } from "../sweep/names.ts";
import { sweepPoints, sweptPaths } from "../sweep/points.ts";
import { palette } from "./colours.ts";
import type { ChartKey } from "./panels.ts";

/** Two swept axes: a panel for each value of the first, in it a colour for each of the second. */
export interface Facets {
  readonly headings: readonly string[];
  readonly headingOf: (point: SweepPoint) => string;
  readonly lineOf: (point: SweepPoint) => string;
  readonly colours: { readonly domain: string[]; readonly range: string[] };
  readonly key: ChartKey;
}

/** More lines than these are not told apart in one plot. */
const mostTogether = 6;

/** Undefined where one plot holds them all, or other than two axes are swept. */
export function facetsOf(run: Run): Facets | undefined {
  const swept = sweptPaths(run);
  const points = sweepPoints(run);
  const [first, second] = swept;
  if (first === undefined || second === undefined || swept.length > 2) return undefined;
  if (points.length <= mostTogether || !points.every((it) => first in it && second in it)) {
    return undefined;
  }
  const headingOf = (point: SweepPoint) => `${pathName(first, swept)} ${valueName(point[first]!)}`;
  const lineOf = (point: SweepPoint) => valueName(point[second]!);
  const domain = [...new Set(points.map(lineOf))];
  const ordered = points.every((it) => typeof it[second] === "number");
  const range = palette(domain.length, ordered);
  return {
    headings: [...new Set(points.map(headingOf))],
    headingOf,
    lineOf,
    colours: { domain, range },
    key: {
      title: pathName(second, swept),
      items: domain.map((says, i) => ({ says, colour: range[i]!, mark: "line" })),
    },
  };
}
