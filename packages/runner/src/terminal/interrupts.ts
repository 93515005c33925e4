import type { ExecutorSignals } from "@gradlab/schema";

/** Ctrl-C once lets running trials end, twice stops them; `say` tells so. */
export function interruptSignals(say: (line: string) => void): ExecutorSignals {
  const finish = new AbortController();
  const stop = new AbortController();
  const onSignal = () => {
    if (!finish.signal.aborted) {
      finish.abort();
      say("finishing the trials that run; press Ctrl-C again to stop at once");
    } else {
      stop.abort();
    }
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", () => {
    finish.abort();
    stop.abort();
  });
  return { finish: finish.signal, stop: stop.signal };
}
