import type { Plan } from "../experiment/resolve.ts";
import { missingTrials, runExperiment, type RunOutcome } from "../run/run-experiment.ts";
import { ResultStore } from "../results/store.ts";
import { interruptSignals } from "../terminal/interrupts.ts";
import { createProgress } from "../terminal/progress.ts";
import { runObserver } from "../terminal/run-observer.ts";
import { trialLabel } from "../terminal/trial-label.ts";
import { executorsOf } from "./executors-of.ts";
import { planned } from "./planned.ts";
import type { RunFlags } from "./run-flags.ts";

export interface ExecuteOptions {
  readonly words: readonly (string | number)[];
  readonly flags: RunFlags;
  readonly force: boolean;
  readonly storedOnly: boolean;
  /** Keep the params that each training trial ends with. */
  readonly saveParams?: boolean;
  /** Only say what would be executed. */
  readonly dryRun?: boolean;
  /** `run` or `check`: what the stored command begins with */
  readonly verb: string;
  /** The plan as this command wants it. */
  readonly adapted?: (plan: Plan) => Plan;
  each(outcome: RunOutcome, plan: Plan): void;
}

/** Resolves every named experiment first, then runs one after the other. */
export async function execute(options: ExecuteOptions): Promise<RunOutcome[]> {
  const { flags, force, storedOnly, saveParams = false } = options;
  const root = process.cwd();
  const progress = await createProgress(flags.json);
  const { plans, dataOf, commandOf } = await planned(options.words, flags, progress.say);
  const { adapted = (plan: Plan) => plan } = options;
  const signals = interruptSignals(progress.say);
  const executors = await executorsOf(flags, progress.say);
  const outcomes: RunOutcome[] = [];
  try {
    for (const plan of plans.map(adapted)) {
      const data = await dataOf(plan);
      const store = new ResultStore(root, plan.name);
      if (options.dryRun) {
        const missing = missingTrials(plan, data, store, progress.say);
        const all = plan.points.length * plan.experiment.seeds;
        process.stdout.write(
          `${plan.name}: ${missing.length} of ${all} trials would be executed\n`,
        );
        for (const { point, seed } of missing) {
          process.stdout.write(`  ${trialLabel({ sweepPoint: point.sweepPoint, seed })}\n`);
        }
        continue;
      }
      for (const says of plan.setAside) {
        progress.say(`claim not judged, as the sweep was narrowed: ${says}`);
      }
      const command = commandOf(options.verb, plan, data);
      const { failFast } = flags;
      const executor = () => executors.of(data);
      const how = { root, executor, force, failFast, storedOnly, saveParams, command, signals };
      const observer = runObserver(plan, data, executors, progress);
      const outcome = await runExperiment(plan, data, store, how, observer);
      outcomes.push(outcome);
      options.each(outcome, plan);
    }
    return outcomes;
  } finally {
    await executors.close();
  }
}
