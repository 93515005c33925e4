import { artifactName } from "@gradlab/schema";
import { readdir } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { readAccuracy } from "../live/choose-trial.ts";
import { findLive, readLive } from "../live/live.ts";
import { reportPage } from "../page/page.ts";
import { readBench } from "../results/read-bench.ts";
import { readResults, type ExperimentResult } from "../results/read-results.ts";
import { readRun } from "../results/read-run.ts";
import { readTrial } from "../results/read-trial.ts";
import { remembered } from "./remembered.ts";
import { servePage } from "./server.ts";
import { signature } from "./signature.ts";
import { unfinishedRun } from "./unfinished.ts";

export interface WatchRequest {
  /** None: all that have results. */
  readonly experiments: readonly string[];
  readonly resultsDir: string;
  /** 0: any free one. */
  readonly port: number;
  /** Ends the server. */
  readonly signal: AbortSignal;
  readonly everyMs?: number;
}

/** Serves the page on this machine, and makes it anew as trials and runs end. */
export async function watchReport(
  { experiments, resultsDir, port, signal, everyMs = 1000 }: WatchRequest,
  say: (line: string) => void,
  warn: (line: string) => void,
): Promise<void> {
  const warned = new Set<string>();
  const warnOnce = (line: string) => {
    if (!warned.has(line)) warn(line);
    warned.add(line);
  };
  const make = pageMaker({ experiments, resultsDir }, warnOnce);
  let seen = await signature(resultsDir);
  let html = await make();
  const server = await servePage({ port, resultsDir, page: () => html });
  say(`${server.url} shows ${resultsDir} and follows it; Ctrl-C ends it`);
  try {
    while (!signal.aborted) {
      await wait(everyMs, undefined, { signal }).catch(() => undefined);
      const now = signal.aborted ? seen : await signature(resultsDir);
      if (now === seen) continue;
      seen = now;
      const next = await make();
      if (next === html) continue;
      html = next;
      server.announce();
    }
  } finally {
    await server.close();
  }
}

/** Makes the page; of what has not changed since the last one, nothing is read or drawn again. */
function pageMaker(
  { experiments, resultsDir }: Pick<WatchRequest, "experiments" | "resultsDir">,
  warn: (line: string) => void,
): () => Promise<string> {
  const readRunOnce = remembered(readRun);
  const readTrialOnce = remembered(readTrial);
  const liveReaders = {
    accuracyOf: remembered(readAccuracy),
    viewOf: remembered(readLive, { files: filesOfNet, last: true }),
  };
  return async () => {
    const performance = experiments.length === 0 ? await readBench(resultsDir, warn) : undefined;
    const names =
      experiments.length === 0 ? await readdir(resultsDir).catch(() => []) : experiments;
    const finished = await readResults(resultsDir, experiments, warn, {
      mayBeNone: true,
      read: readRunOnce,
    });
    const running: ExperimentResult[] = [];
    for (const name of names.toSorted()) {
      const newest = finished.find((it) => it.experiment === name)?.run;
      const run = await unfinishedRun(resultsDir, name, newest, readTrialOnce);
      if (run !== undefined) running.push(run);
    }
    const live = await findLive(finished, resultsDir, warn, liveReaders);
    const options = { resultsHref: "results", served: true, live };
    return (await reportPage([...running, ...finished], performance, options)).html;
  };
}

const filesOfNet = (file: string) => [
  file,
  artifactName(file, "params"),
  artifactName(file, "checkpoints"),
];
