import {
  baseConfig,
  configOf,
  didYouMean,
  trialConfig,
  type Experiment,
  type JsonValue,
  type Sweep,
  type SweepPoint,
  type TrialConfig,
} from "@gradlab/schema";
import canonicalize from "canonicalize";
import { explainIssue, listed, show } from "./explain-issue.ts";
import { knownKeys } from "./known-keys.ts";
import { setAt } from "./overrides.ts";
import type { Path } from "./problem.ts";

/** One choice on all axes, and the config that it makes. */
export interface PlannedPoint {
  readonly sweepPoint: SweepPoint;
  readonly config: TrialConfig;
}

export type Report = (path: Path, says: string, ofKey?: boolean) => void;

const maxPoints = 100_000;

/** Choices of one axis: paths that vary together, and where their values stand in the experiment. */
interface Axis {
  readonly paths: readonly string[];
  readonly choices: readonly (readonly JsonValue[])[];
  place(path: string, choice: number): Path;
}

/** The product of the axes, first axis slowest; what is wrong with it goes to `report`. */
export function planPoints(experiment: Experiment, report: Report): PlannedPoint[] {
  let isSound = true;
  const axes = axesOf(experiment, (...problem) => {
    isSound = false;
    report(...problem);
  });
  if (!isSound) return [];
  const total = axes.reduce((product, axis) => product * axis.choices.length, 1);
  if (total > maxPoints) {
    report(["sweep"], `too many sweepPoints: ${total}; expected at most ${maxPoints}`);
    return [];
  }
  const base = baseConfig(experiment);
  const reported = new Set<string>();
  const points: PlannedPoint[] = [];
  for (let index = 0; index < total; index++) {
    const sweepPoint: SweepPoint = {};
    const places = new Map<string, Path>();
    let config: unknown = base;
    let rest = index;
    for (const axis of axes.toReversed()) {
      const choice = rest % axis.choices.length;
      rest = Math.floor(rest / axis.choices.length);
      axis.paths.forEach((path, i) => {
        sweepPoint[path] = axis.choices[choice]![i]!;
        places.set(path, axis.place(path, choice));
        config = setAt(config, path.split("."), sweepPoint[path]);
      });
    }
    const parsed = trialConfig.safeParse(config);
    if (parsed.success) {
      points.push({ sweepPoint: inAxisOrder(sweepPoint, axes), config: parsed.data });
      continue;
    }
    for (const issue of parsed.error.issues) {
      for (const { path, says } of explainIssue(issue, config)) {
        const dotted = path.join(".");
        const swept = [...places.keys()].find((it) => it === dotted || dotted.startsWith(`${it}.`));
        const place = (swept === undefined ? undefined : places.get(swept)) ?? ["sweep"];
        const key = `${place.join("\n")}\n${says}`;
        if (!reported.has(key)) report(place, says);
        reported.add(key);
      }
    }
  }
  return points;
}

function inAxisOrder(point: SweepPoint, axes: readonly Axis[]): SweepPoint {
  return Object.fromEntries(axes.flatMap(({ paths }) => paths.map((path) => [path, point[path]!])));
}

function axesOf({ task, sweep }: Experiment, report: Report): Axis[] {
  const { zip, ...single }: Sweep = sweep;
  // One run has one data set.
  const sweepable = Object.keys(configOf(task).shape).filter(
    (key) => key !== "task" && key !== "dataset",
  );
  const swept: string[] = [];
  const checkPath = (path: string, place: Path) => {
    // Two axes that set the same would leave sweepPoints that are not what their trials do.
    const other = swept.find((it) => isWithin(path, it) || isWithin(it, path));
    if (other !== undefined) {
      const both = other === path ? path : `${path} and ${other}`;
      report(place, `swept twice: ${both}; expected one axis`, true);
    }
    swept.push(path);
    const parts = path.split(".");
    const knownAt = (i: number) => (i === 0 ? sweepable : knownKeys(parts.slice(0, i)));
    const unknown = parts.findIndex((part, i) => !knownAt(i).includes(part));
    if (unknown < 0) return;
    const known = knownAt(unknown);
    const hint = didYouMean(parts[unknown]!, known) || `; expected one of ${listed(known)}`;
    report(place, `unknown key to sweep${hint}`, true);
  };
  const axes: Axis[] = [];
  for (const [path, axis] of Object.entries(single)) {
    const place = ["sweep", path];
    checkPath(path, place);
    if (Array.isArray(axis)) {
      checkDuplicates(axis, place, report);
      axes.push({
        paths: [path],
        choices: axis.map((value) => [value]),
        place: (_, choice) => [...place, choice],
      });
    } else if (axis !== undefined) {
      const choices = rangeValues(axis as Range).map((value) => [value]);
      axes.push({ paths: [path], choices, place: () => place });
    }
  }
  if (zip === undefined) return axes;
  const paths = Object.keys(zip);
  if (paths.length === 0) report(["sweep", "zip"], "empty zip; expected at least one path");
  const length = zip[paths[0]!]?.length ?? 0;
  for (const path of paths) {
    checkPath(path, ["sweep", "zip", path]);
    if (zip[path]!.length !== length) {
      const says = `lists under zip differ in length: ${zip[path]!.length}; expected ${length} as ${paths[0]} has`;
      report(["sweep", "zip", path], says);
    }
  }
  const choices = Array.from({ length }, (_, i) => paths.map((path) => zip[path]![i] ?? null));
  checkDuplicates(choices, ["sweep", "zip"], report);
  axes.push({ paths, choices, place: (path, choice) => ["sweep", "zip", path, choice] });
  return axes;
}

const isWithin = (path: string, outer: string) => `${path}.`.startsWith(`${outer}.`);

function checkDuplicates(values: readonly JsonValue[], place: Path, report: Report): void {
  const seen = new Set<string>();
  values.forEach((value, i) => {
    const text = canonicalize(value)!;
    if (seen.has(text)) {
      report([...place, i], `duplicate sweep value: ${show(value)}; expected each once`);
    }
    seen.add(text);
  });
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly scale: "linear" | "log";
}

/** `count` values from `from` to `to`, both ends exact. */
function rangeValues({ from, to, count, scale }: Range): number[] {
  return Array.from({ length: count }, (_, i) => {
    const share = i / (count - 1);
    if (i === 0) return from;
    if (i === count - 1) return to;
    const value = scale === "log" ? from * (to / from) ** share : from + (to - from) * share;
    // Twelve digits, so that 0.001 to 1 in decades reads 0.01 and not 0.010000000000000002, on any engine.
    return Number(value.toPrecision(12));
  });
}
