import { UserError, didYouMean, valueName, type Run, type SweepPoint } from "@gradlab/schema";
import { pointLabel, shortPath } from "../terminal/format.ts";
import type { TrialEntry } from "./newest-run.ts";

/** The run's trials at the sweepPoints with all that `point` names, and of one seed if one is given. */
export function chooseTrials(
  { experiment, trials }: Pick<Run, "experiment" | "trials">,
  point: string | undefined,
  seed: number | undefined,
): TrialEntry[] {
  const atPoint = trials.filter(
    ({ sweepPoint }) => point === undefined || isNamed(sweepPoint, point.trim()),
  );
  if (atPoint.length === 0) {
    const known = [...new Set(trials.map(({ sweepPoint }) => pointLabel(sweepPoint)))];
    const expected = known.map((label) => `'${label}'`).join(", ");
    throw new UserError(
      `unknown sweepPoint: ${point}${didYouMean(point ?? "", known)}\n` +
        (known[0] === ""
          ? `expected no --point: ${experiment} has no sweep`
          : `expected one of ${expected}, or a part of one`),
    );
  }
  const chosen = atPoint.filter((it) => seed === undefined || it.seed === seed);
  if (chosen.length === 0) {
    const known = [...new Set(atPoint.map((it) => it.seed))].join(", ");
    throw new UserError(`unknown seed: ${seed}; expected one of ${known}`);
  }
  return chosen;
}

/** Whether the text is some of the point's choices, as "learningRate 0.1, hidden [50]". */
function isNamed(point: SweepPoint, text: string): boolean {
  const choices = Object.entries(point).flatMap(([path, value]) =>
    [shortPath(path), path].flatMap((name) => [
      `${name} ${valueName(value)}`,
      `${name}=${valueName(value)}`,
    ]),
  );
  const next = choices.find((choice) => text === choice || text.startsWith(`${choice}, `));
  if (next === undefined) return false;
  return text === next || isNamed(point, text.slice(next.length + 2).trim());
}
