import type { LoadedData } from "../data.ts";
import type { Plan } from "../experiment/resolve.ts";
import type { Executors } from "../executor/executors.ts";
import type { RunObserver } from "../run/observer.ts";
import { workOf } from "../tasks/steps.ts";
import { counted } from "../counted.ts";
import type { ProgressDisplay } from "./progress.ts";

/** Shows a run on `progress`, beginning with what is about to be executed. */
export function runObserver(
  { name, experiment }: Plan,
  data: LoadedData,
  { workers, on }: Pick<Executors, "workers" | "on">,
  progress: ProgressDisplay,
): RunObserver {
  return {
    notice: progress.say,
    begin({ total, stored, trials }) {
      const of = "dataset" in experiment ? `, ${data.record.name}` : "";
      const kept = stored > 0 ? `, ${stored} of ${total} are stored already` : "";
      const what = `${counted(trials.length, "trial")} ${on(trials.length)}`;
      progress.say(`${name}: ${what}${of}${kept}`);
      progress.begin({
        trials,
        workers: workers && Math.min(workers, trials.length),
        workOf: ({ point }) => workOf(point.config, data.record),
      });
    },
    workers: progress.workers,
    begun: progress.begun,
    progress: progress.progress,
    retried: progress.retried,
    ended: progress.ended,
    finished: progress.finished,
  };
}
