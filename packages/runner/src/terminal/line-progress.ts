import { Eta, noSweep } from "./eta.ts";
import type { ProgressDisplay } from "./progress.ts";
import { endText, paceText, retryText } from "./trial-text.ts";

/** So long a silence is broken by a line. */
const quietMs = 15_000;

/** A line for each trial that ends. */
export function lineProgress(stream: NodeJS.WritableStream): ProgressDisplay {
  let eta = new Eta(noSweep);
  let lastLine = 0;
  const say = (text: string) => {
    lastLine = performance.now();
    stream.write(`${text}\n`);
  };
  const line = (text: string) => say(`[${eta.ended}/${eta.total}] ${text}; ${paceText(eta)}`);
  return {
    begin(sweep) {
      eta = new Eta(sweep);
    },
    workers: (count) => (eta.workers = count),
    begun: (trial) => eta.begin(trial),
    progress(trial, step) {
      eta.progress(trial, step);
      if (performance.now() - lastLine > quietMs) line(`${Math.floor(eta.share * 100)} %`);
    },
    retried: (trial, error) => say(retryText(trial, error)),
    ended(trial, result) {
      eta.end(trial, result.status === "complete");
      line(endText(trial, result));
    },
    say,
    finished() {},
  };
}
