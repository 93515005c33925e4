import type { Executor, ExecutorSignals, Machine } from "@gradlab/schema";
import { Worker } from "bullmq";
import { hostname } from "node:os";
import { z } from "zod";
import type { RedisAddress } from "./address.ts";
import { connect, tellLosses, within } from "./connect.ts";
import { HeldOutputs } from "./held-outputs.ts";
import { cancelled, type TrialOrder } from "./job.ts";
import { cancelChannel, prefix, queueName } from "./keys.ts";
import { Presence } from "./presence.ts";
import { Processor } from "./processor.ts";

/** What executes the trials, on this machine. */
export interface WorkerHost {
  readonly mathVersion: string;
  /** Trials at a time. */
  readonly workers: number;
  readonly machine: Machine;
  /** Silent for so long, it is taken for lost: another worker takes over what it has. */
  readonly lostAfterMs: number;
  /** Throws `Refusal` where this machine has not what the trial needs. */
  executor(order: TrialOrder): Promise<Executor>;
  say(sentence: string): void;
}

/** A trial may lose two workers before it counts as failed: machines are taken away, too. */
const maxStalledCount = 2;

const lookMs = 3_000;
const tellMs = 15_000;
const leavingMs = 3_000;

/** Takes trials from the queue until signals end it; returns how many it has executed. */
export async function work(
  address: RedisAddress,
  host: WorkerHost,
  { finish, stop }: ExecutorSignals,
): Promise<number> {
  const client = await connect(address, host.say);
  tellLosses(client, address, host.say);
  const presence = new Presence(client, "workers", host);
  const processor = new Processor(host, new HeldOutputs(client), stop);
  const worker = new Worker(
    queueName(host.mathVersion),
    // Three parameters: then BullMQ hands a signal over.
    (job, token, signal) => processor.process(job, token, signal),
    {
      connection: client,
      prefix,
      skipVersionCheck: true, // `connect` has looked
      name: `${hostname()}-${process.pid}`,
      concurrency: host.workers,
      lockDuration: host.lostAfterMs,
      stalledInterval: Math.max(500, host.lostAfterMs / 4),
      maxStalledCount,
    },
  );
  processor.attend(worker);
  // A lost connection is told once, by `tellLosses`; a lost lock means that another has taken over.
  worker.on("error", () => {});

  const ears = client.duplicate();
  ears.on("error", () => {});
  ears.on("message", (_: string, text: string) => {
    for (const jobId of jobIds(text)) worker.cancelJob(jobId, cancelled);
  });
  ears.subscribe(cancelChannel).catch(() => {}); // unheard, what is cancelled runs to its end

  const look = lookOut(presence, host);
  await look();
  const looking = setInterval(() => void look(), lookMs);
  let told = 0;
  const telling = setInterval(() => {
    const { executed } = processor;
    if (executed > told) host.say(`${executed} ${executed === 1 ? "trial" : "trials"} executed`);
    told = executed;
  }, tellMs);

  host.say(
    `worker at ${address.shown}: ${host.workers} at a time, math ${host.mathVersion.slice(0, 8)}; ` +
      "Ctrl-C stops it",
  );
  try {
    await Promise.race([aborted(finish), aborted(stop)]);
    clearInterval(looking);
    const closing = Promise.all([presence.withdraw(), worker.close()]);
    await Promise.race([closing, aborted(stop)]);
    if (stop.aborted) await within(leavingMs, closing).catch(() => {});
  } finally {
    clearInterval(looking);
    clearInterval(telling);
    ears.disconnect();
    client.disconnect();
  }
  return processor.executed;
}

/** Announces this worker, and says where runs wait for workers of another math. */
function lookOut(presence: Presence, { mathVersion, say }: WorkerHost): () => Promise<void> {
  let told = "";
  return async () => {
    try {
      await presence.announce();
      const waiting = (await presence.others("runs")).map((it) => it.mathVersion);
      const other = waiting.includes(mathVersion) ? undefined : waiting[0];
      if (other === undefined || other === told) return;
      told = other;
      say(
        `a run waits for workers of math ${other.slice(0, 8)}, this one's is ${mathVersion.slice(0, 8)}: ` +
          "it takes none of its trials; expected the same core and models on all machines",
      );
    } catch {
      // A lost connection is told of elsewhere, and this looks again.
    }
  };
}

/** Whoever publishes: what is no list of names is not heard. */
function jobIds(text: string): string[] {
  try {
    return z.array(z.string()).safeParse(JSON.parse(text)).data ?? [];
  } catch {
    return [];
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
