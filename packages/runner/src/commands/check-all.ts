import { tasks, type Baseline, type Run, type VerdictWord } from "@gradlab/schema";
import { baselineNames, readBaseline } from "../compare/baselines.ts";
import { baselineSeeds } from "../compare/baseline-seeds.ts";
import { comparedRun } from "../compare/compared-run.ts";
import { holdAgainst } from "../compare/hold-against.ts";
import type { Plan } from "../experiment/resolve.ts";
import { readTrials } from "../export/newest-run.ts";
import { checked, type Checked } from "../judge/checked.ts";
import { worst } from "../judge/verdicts.ts";
import type { RunOutcome } from "../run/run-experiment.ts";
import { checkMarkdown } from "../terminal/check-markdown.ts";
import { checkText } from "../terminal/check-text.ts";
import { widthOf, wrapped } from "../terminal/wrapped.ts";
import { allOrNamed } from "./all-or-named.ts";
import type { CheckFlags } from "./check.ts";
import { oneForm } from "./one-form.ts";
import { execute } from "./execute.ts";
import { namesAndOverrides } from "./run-flags.ts";

/** Judges the named experiments, or all, and prints what came of each. Returns the verdict over all of them. */
export async function checkAll(
  words: readonly (string | number)[],
  flags: CheckFlags,
): Promise<VerdictWord> {
  oneForm(flags);
  const root = process.cwd();
  const { names, overrides } = namesAndOverrides(words);
  const isNarrowed = overrides.length > 0 || flags.seeds !== undefined;
  const baselines = baselineNames(root).length;
  const kept = new Map<string, Baseline | undefined>();
  const out = (text: string) => void process.stdout.write(`${text}\n`);

  const all: Checked[] = [];
  // Bits are compared, of which a run keeps no more than it needs.
  const whole = (run: Run) => readTrials(root, run, run.trials).map(({ trial }) => trial);
  const each = (outcome: RunOutcome, { name }: Plan) => {
    const before = kept.get(name);
    const now = before && comparedRun(outcome.run, whole(outcome.run), before);
    const it = checked(outcome, now ? holdAgainst(before, now, { baselines, isNarrowed }) : null);
    all.push(it);
    if (flags.json) out(JSON.stringify(it));
    else if (!flags.markdown) out(wrapped(checkText(it, outcome.run), widthOf(process.stdout)));
  };
  await execute({
    words: allOrNamed(words, names.length === 0),
    flags,
    force: false,
    storedOnly: flags.stored,
    verb: "check",
    // Read before anything is executed: one that cannot be read is said now.
    adapted(plan) {
      const before = readBaseline(root, plan.name);
      kept.set(plan.name, before);
      return isNarrowed || !before ? plan : withItsSeeds(plan, before);
    },
    each,
  });
  if (flags.markdown) out(checkMarkdown(all));
  return worst(all.map(({ verdict }) => verdict));
}

/** All of the baseline's seeds are there to be compared. */
function withItsSeeds(plan: Plan, baseline: Baseline): Plan {
  if (!tasks[plan.experiment.task].random) return plan;
  return { ...plan, leastSeeds: (point) => baselineSeeds(baseline, point) };
}
