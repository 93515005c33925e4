import {
  experiment as experimentSchema,
  tasks,
  type Experiment,
  type SweepPoint,
} from "@gradlab/schema";
import { explainIssue, valueAt } from "./explain-issue.ts";
import { planClaims, type PlannedClaim } from "./claims.ts";
import { isObject } from "./is-object.ts";
import { setAt, type Override } from "./overrides.ts";
import { ExperimentError, type Path, type Problem } from "./problem.ts";
import type { ExperimentSource } from "./source.ts";
import { planPoints, type PlannedPoint } from "./sweep.ts";

/** An experiment ready to run: every default filled in, every sweepPoint and claim checked. */
export interface Plan {
  readonly name: string;
  readonly experiment: Experiment;
  /** dotted path → file:line:column or the override; what is not here is a default */
  readonly origins: Record<string, string>;
  readonly points: readonly PlannedPoint[];
  readonly claims: readonly PlannedClaim[];
  /** Claims about sweepPoints that an override took out of the sweep. */
  readonly setAside: readonly string[];
  readonly maxSeeds: number;
  /** How many seeds a sweepPoint has at least, where that may be more than the experiment's. */
  readonly leastSeeds?: (point: SweepPoint) => number;
}

/** How far inconclusive claims add seeds when neither file nor command says. */
const defaultMaxSeeds = 10;

/** More would not fit in memory as a plan. */
const mostTrials = 1_000_000;

/** Source and overrides to a plan, or an ExperimentError with everything that is wrong. */
export function resolve(
  name: string,
  source: ExperimentSource,
  overrides: readonly Override[] = [],
  seeds?: number,
): Plan {
  const problems: Problem[] = [];
  const report = (path: Path, says: string, ofKey = false) => {
    const override = overrides.findLast((it) => startsWith(path, it.path));
    const where = () => override?.text ?? source.place(path, ofKey);
    problems.push({ where, path, says });
  };
  const stop = () => {
    if (problems.length > 0) throw new ExperimentError(problems);
  };

  const parsed = parse(applied(source.value, overrides, report), report);
  stop();
  const isExact = !tasks[parsed!.task].random;
  const experiment = seeds === undefined || isExact ? parsed! : { ...parsed!, seeds };
  const points = planPoints(experiment, report);
  const inFile = overrides.some(({ path }) => path[0] === "sweep")
    ? planPoints(parse(source.value, () => {}) ?? experiment, () => {})
    : points;
  stop(); // a claim is about sweepPoints, which are not all there where an axis is wrong
  const trials = points.length * experiment.seeds;
  if (trials > mostTrials) {
    report(["seeds"], `too many trials: ${trials}; expected at most ${mostTrials}`);
  }
  const { claims, setAside } = planClaims(experiment, points, inFile, report);
  const maxSeeds = isExact
    ? 1
    : (seeds ?? experiment.maxSeeds ?? Math.max(experiment.seeds, defaultMaxSeeds));
  if (maxSeeds < experiment.seeds) {
    report(["maxSeeds"], `out of range: ${maxSeeds}; expected at least seeds, ${experiment.seeds}`);
  }
  stop();
  return {
    name,
    experiment,
    origins: {
      ...originsOf(source, overrides),
      ...(seeds !== undefined && !isExact && { seeds: `--seeds ${seeds}` }),
    },
    points,
    claims,
    setAside,
    maxSeeds,
  };
}

function applied(
  value: unknown,
  overrides: readonly Override[],
  report: (path: Path, says: string) => void,
): unknown {
  return overrides.reduce((all, override) => {
    const path = override.path.join(".");
    const sweep = valueAt(all, ["sweep"]);
    const swept = isObject(sweep)
      ? Object.keys(sweep).find((axis) => axis === path || axis.startsWith(`${path}.`))
      : undefined;
    if (swept !== undefined) {
      report(override.path, `swept; expected 'sweep.${swept}=[…]'`);
    }
    return setAt(all, override.path, override.value);
  }, value);
}

function parse(
  value: unknown,
  report: (path: Path, says: string, ofKey?: boolean) => void,
): Experiment | undefined {
  if (!isObject(value)) {
    report([], "wrong type: expected a map of keys, such as title, question and task");
    return undefined;
  }
  const parsed = experimentSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    for (const { path, ofKey, says } of explainIssue(issue, value)) report(path, says, ofKey);
  }
  return undefined;
}

const startsWith = (path: Path, prefix: Path) =>
  prefix.length <= path.length && prefix.every((part, i) => String(path[i]) === String(part));

/** Where each leaf of the file or of an override was set. */
function originsOf(source: ExperimentSource, overrides: readonly Override[]) {
  const origins: Record<string, string> = {};
  const walk = (value: unknown, path: Path, place: (leaf: Path) => string) => {
    if (isObject(value)) {
      for (const [key, below] of Object.entries(value)) walk(below, [...path, key], place);
    } else {
      origins[path.join(".")] = place(path);
    }
  };
  walk(source.value, [], (leaf) => source.place(leaf));
  for (const { text, path, value } of overrides) {
    const dotted = path.join(".");
    for (const known of Object.keys(origins)) {
      if (known.startsWith(`${dotted}.`)) delete origins[known];
    }
    walk(value, path, () => text);
  }
  return origins;
}
