import {
  artifacts,
  mostUnwritten,
  type Executor,
  type ExecutorSignals,
  type Trial,
  type TrialJob,
  type TrialOutput,
} from "@gradlab/schema";
import type { LoadedData } from "../data.ts";
import type { Plan } from "../experiment/resolve.ts";
import { trialFileName } from "../results/key.ts";
import { provenanceNow } from "../results/provenance.ts";
import { lean, type ResultStore, type StoredTrial } from "../results/store.ts";
import { Interrupted, type RunObserver } from "./observer.ts";
import type { PlannedTrial } from "./planned-trials.ts";

export interface TrialOptions {
  readonly root: string;
  /** Asked for when there is something to execute. */
  executor(): Promise<Executor>;
  /** Execute again what is stored, or held by a queue. */
  readonly force: boolean;
  /** Store the params of training trials. */
  readonly saveParams: boolean;
  /** The first trial that fails stops the others. */
  readonly failFast: boolean;
  readonly signals: ExecutorSignals;
}

/**
 * Executes some of `total` trials, the others being stored, and returns them all, lean, when their files
 * are on the disk. Throws `Interrupted` where signals end it before that, or the first failed trial with
 * `failFast`; what ended before is stored all the same.
 */
export async function executeTrials(
  { name: experiment }: Plan,
  { record: dataset }: LoadedData,
  { total, trials }: { readonly total: number; readonly trials: readonly PlannedTrial[] },
  store: ResultStore,
  { root, executor, force, saveParams, failFast, signals }: TrialOptions,
  observer: RunObserver,
): Promise<StoredTrial[]> {
  const provenance = provenanceNow(root);
  const jobs = trials.map(({ point, seed }, id): TrialJob => ({
    id,
    config: point.config,
    seed,
    saveParams,
    anew: force,
  }));
  const done: StoredTrial[] = [];
  const enough = new AbortController();
  const stop = AbortSignal.any([signals.stop, enough.signal]);
  let trouble: { readonly error: unknown } | undefined;
  let firstFailed: Trial | undefined;

  const write = async (planned: PlannedTrial, trial: Trial, output: TrialOutput) => {
    try {
      const name = trialFileName(trial.sweepPoint, trial.seed, trial.key);
      for (const artifact of artifacts) {
        const bytes = output[artifact];
        if (bytes) await store.writeArtifact(name, artifact, bytes);
      }
      await store.writeTrial(name, trial);
      done.push({ name, trial: lean(trial) });
      observer.ended(planned, trial);
    } catch (error) {
      trouble ??= { error };
    }
    if (failFast && trial.status === "failed") firstFailed ??= trial;
    if (trouble || firstFailed) enough.abort();
  };

  observer.begin({ total, stored: total - trials.length, trials });
  const writing = new Set<Promise<void>>();
  try {
    for await (const event of (await executor()).execute(jobs, { ...signals, stop })) {
      if (event.type === "workers") {
        observer.workers(event.count);
        continue;
      }
      const planned = trials[event.id]!;
      if (event.type === "begun") observer.begun(planned);
      else if (event.type === "progress") observer.progress(planned, event.step);
      else if (event.type === "retried") observer.retried(planned, event.error);
      else {
        const { point, seed, key } = planned;
        const trial: Trial = {
          formatVersion: 1,
          experiment,
          key,
          sweepPoint: point.sweepPoint,
          seed,
          config: point.config,
          dataset,
          ...event.result,
          provenance: { ...provenance, ...event.machine, createdAt: new Date().toISOString() },
        };
        const written = write(planned, trial, event).finally(() => writing.delete(written));
        writing.add(written);
        // Waiting for the disk overlaps, in order: the executor counts on it.
        const [oldest] = writing;
        if (writing.size >= mostUnwritten) await oldest;
      }
    }
  } finally {
    await Promise.all(writing);
    observer.finished();
  }
  if (trouble) throw trouble.error;
  if (done.length < trials.length) {
    const lost = trials.length - done.filter(({ trial }) => trial.status !== "failed").length;
    throw new Interrupted(total - lost, total, firstFailed);
  }
  return done;
}
