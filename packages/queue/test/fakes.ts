import {
  failedResult,
  trialResult,
  type Executor,
  type ExecutorEvent,
  type ExecutorSignals,
  type TrialConfig,
  type TrialJob,
} from "@gradlab/schema";
import { createHash } from "node:crypto";
import { parseAddress } from "../src/address.ts";
import { Board, QueueExecutor, work, type WorkerHost } from "../src/index.ts";

export const config = {
  task: "gates",
  gate: "and",
  model: { type: "perceptron", learningRate: 0.1, epochs: 10 },
} as TrialConfig;

export const jobs = (count: number): TrialJob[] =>
  Array.from({ length: count }, (_, id) => ({ id, config, seed: id + 1 }));

/** Each test has a queue of its own by a math of its own. */
export const mathOf = (name: string) => createHash("sha256").update(name).digest("hex");

export class Signals implements ExecutorSignals {
  readonly #finish = new AbortController();
  readonly #stop = new AbortController();
  readonly finish = this.#finish.signal;
  readonly stop = this.#stop.signal;
  finishNow = () => this.#finish.abort();
  stopNow = () => this.#stop.abort();
}

type FakeTrial = (seed: number, stop: AbortSignal) => Promise<Error | void>;

/** Says the seed as the metric; `trial` decides when, and what becomes of it. */
export class FakeWorker {
  readonly executed: number[] = [];
  readonly says: string[] = [];
  readonly signals = new Signals();
  readonly ended: Promise<unknown>;

  constructor(
    url: string,
    mathVersion: string,
    { workers = 1, trial = async () => {} }: { workers?: number; trial?: FakeTrial } = {},
  ) {
    const executor: Executor = {
      execute: (some, { stop }) => this.#execute(some, stop, trial),
      close: async () => {},
    };
    const machine = { gradlab: "0", node: "0", os: "x", gitCommit: null, gitDirty: null };
    const say = (it: string) => void this.says.push(it);
    const facts = { mathVersion, workers, machine, lostAfterMs: 60_000, say };
    const host: WorkerHost = { ...facts, executor: async () => executor };
    this.ended = work(parseAddress(url), host, this.signals);
  }

  async *#execute(
    [job]: readonly TrialJob[],
    stop: AbortSignal,
    trial: FakeTrial,
  ): AsyncIterable<ExecutorEvent> {
    const { id, seed } = job!;
    yield { type: "begun", id };
    const error = await trial(seed, stop);
    if (stop.aborted) return;
    this.executed.push(seed);
    yield { type: "ended", id, result: error ? failedResult(error) : resultOf(seed) };
  }

  async stop(): Promise<void> {
    this.signals.stopNow();
    await this.ended;
  }
}

export const resultOf = (seed: number) =>
  trialResult.parse({
    ...failedResult(""),
    status: "complete",
    error: undefined,
    metrics: { seed },
  });

interface Watched {
  readonly signals?: Signals;
  each?(event: ExecutorEvent): unknown;
  /** takes what the run says */
  readonly says?: string[];
}

export interface Run {
  readonly events: ExecutorEvent[];
  readonly says: string[];
}

/** One run from a board of its own. */
export async function run(
  url: string,
  mathVersion: string,
  list: readonly TrialJob[],
  { signals = new Signals(), each = () => {}, says = [] }: Watched = {},
): Promise<Run> {
  const board = await Board.open(parseAddress(url), {
    mathVersion,
    notice: (it) => void says.push(it),
  });
  const dataset = { config: null, checksum: "" };
  const executor = new QueueExecutor(board, { mathVersion, dataset, timeoutMs: null });
  const events: ExecutorEvent[] = [];
  try {
    for await (const event of executor.execute(list, signals)) {
      events.push(event);
      each(event);
    }
  } finally {
    await executor.close();
    await board.close();
  }
  return { events, says };
}

/** The metric of each trial that ended, by its id; of one that failed its error. */
export function ended({ events }: Run): Record<number, unknown> {
  return Object.fromEntries(
    events
      .filter((it) => it.type === "ended")
      .map(({ id, result }) => [id, result.error ?? result.metrics["seed"]]),
  );
}
