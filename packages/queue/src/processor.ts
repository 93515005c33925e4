import type { TrialOutput } from "@gradlab/schema";
import { shown } from "@gradlab/schema/mistake";
import { UnrecoverableError, WaitingError, type Job, type Worker } from "bullmq";
import { hostname } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import type { HeldOutputs } from "./held-outputs.ts";
import { cancelled, trialOrder, type JobNews, type TrialOrder } from "./job.ts";
import type { WorkerHost } from "./work.ts";

/** A trial that this machine cannot execute, and another may. */
export class Refusal extends Error {
  override name = "Refusal";
}

/** After a refusal, for others to take what is in the queue: it would take all and do nothing. */
const restMs = 10_000;

const newsMs = 1_000;
const fullMs = 5_000;

/** What a worker does with a job: from the order to an output that is held for the run. */
export class Processor {
  executed = 0;
  readonly #host: WorkerHost;
  readonly #held: HeldOutputs;
  /** Gives back whatever is being executed. */
  readonly #stop: AbortSignal;
  #worker: Worker | undefined;
  /** Redis took the last output not, or not at once: the next one is waited for. */
  #isRefused = false;

  constructor(host: WorkerHost, held: HeldOutputs, stop: AbortSignal) {
    this.#host = host;
    this.#stop = stop;
    this.#held = held;
  }

  /** The worker that rests after a refusal. */
  attend(worker: Worker): void {
    this.#worker = worker;
  }

  async process(
    job: Job,
    token: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<null> {
    const jobId = job.id!;
    const order = this.#order(job.data);
    // A worker may have been lost when all but a word of it was done.
    const isFirst = job.attemptsStarted === 1 && job.stalledCounter === 0;
    if (!isFirst && (await this.#held.which([jobId], { read: true })).has(jobId)) return null;
    try {
      const output = await this.#execute(order, job, signal);
      if (output) {
        this.executed++;
        const holding = this.#hold(jobId, output, signal);
        // What BullMQ tells Redis next goes the same way, after it; what is refused is asked for again.
        if (this.#isRefused) await holding;
        else holding.catch(() => {});
        return null;
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const says = `this worker refuses a trial: ${error.message}`;
      this.#host.say(says);
      await job.updateProgress({
        type: "refused",
        says: `the worker on ${hostname()} refuses a trial: ${error.message}`,
      } satisfies JobNews);
      await this.#rest();
    }
    if (signal?.reason === cancelled) throw new UnrecoverableError(cancelled);
    await job.moveToWait(token);
    throw new WaitingError();
  }

  /** Whoever wrote it into the queue. */
  #order(data: unknown): TrialOrder {
    const parsed = trialOrder.safeParse(data);
    if (!parsed.success) {
      const { path, message } = parsed.error.issues[0]!;
      const why = shown(`${path.join(".")}: ${message}`, 200);
      this.#host.say(`a job of the queue is no trial: ${why}; it is thrown out`);
      throw new UnrecoverableError(`the job is no trial: ${why}`);
    }
    return parsed.data;
  }

  /** Undefined where the signal ended it. */
  async #execute(
    order: TrialOrder,
    job: Job,
    signal: AbortSignal | undefined,
  ): Promise<TrialOutput | undefined> {
    const { mathVersion, machine } = this.#host;
    if (order.mathVersion !== mathVersion) {
      const [theirs, own] = [order.mathVersion, mathVersion].map((it) => it.slice(0, 8));
      throw new Refusal(`its math is ${theirs}, this worker's ${own}`);
    }
    const executor = await this.#host.executor(order);
    const news = (it: JobNews) => void job.updateProgress(it).catch(() => {});
    const { config, seed, saveParams } = order;
    const stop = signal ? AbortSignal.any([this.#stop, signal]) : this.#stop;
    const signals = { finish: new AbortController().signal, stop };
    let told = performance.now();
    for await (const event of executor.execute([{ id: 0, config, seed, saveParams }], signals)) {
      if (event.type === "ended") {
        const { type: _, id: __, ...output } = event;
        return { ...output, machine };
      }
      if (event.type === "retried") news({ type: "retried", error: event.error });
      if (event.type === "progress" && performance.now() - told > newsMs) {
        told = performance.now();
        news({ type: "progress", step: event.step });
      }
    }
    return undefined;
  }

  /** A Redis that is full takes it when a run has read others: until then no further trial is begun. */
  async #hold(jobId: string, output: TrialOutput, signal: AbortSignal | undefined): Promise<void> {
    while (true) {
      try {
        await this.#held.put(jobId, output);
        this.#isRefused = false;
        return;
      } catch (error) {
        const { message } = error as Error;
        const isFull = message.startsWith("OOM");
        if (!this.#isRefused && !this.#stop.aborted) {
          const what = isFull ? "is full" : "refuses an output";
          this.#host.say(`Redis ${what}: ${message}${isFull ? "; waiting for room" : ""}`);
        }
        this.#isRefused = true;
        if (!isFull || signal?.aborted) throw error;
        await wait(fullMs);
      }
    }
  }

  async #rest(): Promise<void> {
    const worker = this.#worker!;
    await worker.pause(true);
    setTimeout(() => void worker.resume(), restMs).unref();
  }
}
