import { didYouMean, type Claim, type Experiment, type SweepPoint } from "@gradlab/schema";
import { listed, show } from "./explain-issue.ts";
import { sameJson } from "./same-json.ts";
import type { PlannedPoint, Report } from "./sweep.ts";

/** A claim with the sweepPoints that it is about. */
export interface PlannedClaim {
  readonly claim: Claim;
  readonly points: readonly SweepPoint[];
  /** The one compared with, for above, below and within. */
  readonly against?: SweepPoint;
}

/**
 * Finds the sweepPoints of each claim. One that matches nothing is a mistake, unless it matches in
 * the file's own sweep (`inFile`), which an override has narrowed: then it is set aside by name.
 */
export function planClaims(
  experiment: Experiment,
  points: readonly PlannedPoint[],
  inFile: readonly PlannedPoint[],
  report: Report,
): { claims: PlannedClaim[]; setAside: string[] } {
  const claims: PlannedClaim[] = [];
  const setAside: string[] = [];
  experiment.claims.forEach((claim, index) => {
    const relation = (["above", "below", "within"] as const).find((name) => claim[name]);
    const otherWhere = relation && claim[relation]?.where;
    const own = matching(points, claim.where);
    const other = otherWhere ? matching(points, otherWhere) : undefined;
    const narrowed =
      (own.length === 0 && matching(inFile, claim.where).length > 0) ||
      (other?.length === 0 && matching(inFile, otherWhere).length > 0);
    if (narrowed) {
      setAside.push(claim.says);
      return;
    }
    if (own.length === 0) {
      report(["claims", index, "where"], unmatched(claim.where, points));
    } else if (relation && other && other.length !== 1) {
      const says =
        other.length === 0
          ? unmatched(otherWhere, points)
          : `matches ${other.length} sweepPoints; expected exactly one to compare with`;
      report(["claims", index, relation, "where"], says);
    } else {
      claims.push({ claim, points: own, ...(other && { against: other[0]! }) });
    }
  });
  return { claims, setAside };
}

function matching(points: readonly PlannedPoint[], where: SweepPoint = {}): SweepPoint[] {
  return points
    .map(({ sweepPoint }) => sweepPoint)
    .filter((point) =>
      Object.entries(where).every(
        ([path, value]) => Object.hasOwn(point, path) && sameJson(point[path], value),
      ),
    );
}

function unmatched(where: SweepPoint = {}, points: readonly PlannedPoint[]): string {
  const axes = Object.keys(points[0]?.sweepPoint ?? {});
  for (const [path, value] of Object.entries(where)) {
    if (!axes.includes(path)) {
      const hint = didYouMean(path, axes) || `; swept are ${listed(axes) || "no paths"}`;
      return `claim matches no sweepPoint: ${path} is not swept${hint}`;
    }
    const values = [...new Set(points.map(({ sweepPoint }) => show(sweepPoint[path])))];
    if (!values.includes(show(value))) {
      return `claim matches no sweepPoint: ${path} is never ${show(value)}; expected one of ${listed(values)}`;
    }
  }
  return "claim matches no sweepPoint: its values never come together";
}
