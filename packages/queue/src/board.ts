import { EventEmitter } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { UserError, shown } from "@gradlab/schema/mistake";
import { Queue, QueueEvents } from "bullmq";
import type { Redis } from "ioredis";
import type { RedisAddress } from "./address.ts";
import { connect, tellLosses, within } from "./connect.ts";
import { HeldOutputs } from "./held-outputs.ts";
import { jobIdOf, type TrialOrder } from "./job.ts";
import { cancelChannel, eventsKey, prefix, queueName } from "./keys.ts";
import { Presence, type Member } from "./presence.ts";
import { atATime, connected, nobody, trials } from "./who-is-there.ts";

export interface BoardSettings {
  readonly mathVersion: string;
  notice(sentence: string): void;
}

/** How often it is looked who is connected, and told that this run is. */
const lookMs = 2_000;

/** Leaving waits for each answer of a Redis no longer than this. */
export const leavingMs = 2_000;

/** How often workers are told to drop a job. */
const mostCalls = 10;

/** What became of a job is in its output, and in an event. */
const keepNothing = { removeOnComplete: true, removeOnFail: true };

/**
 * The id of the last event before a run begins. All after it are heard, as a job may end before they are
 * waited for; none before it, as the same job may have ended for an earlier run.
 */
async function lastEvent(client: Redis, { mathVersion }: BoardSettings): Promise<string> {
  const [last] = await client.xrevrange(eventsKey(mathVersion), "+", "-", "COUNT", 1);
  return last?.[0] ?? "0-0";
}

/** A run's side of the queue: where its trials are put up, and what is heard of them. */
export class Board extends EventEmitter<{ workers: [count: number]; reconnected: [] }> {
  readonly events: QueueEvents;
  readonly held: HeldOutputs;
  /** Trials at a time, of all workers with this run's math. */
  workers = 0;
  readonly #client: Redis;
  readonly #queue: Queue;
  readonly #presence: Presence;
  readonly #settings: BoardSettings;
  readonly #shown: string;
  #looking: NodeJS.Timeout | undefined;
  #isClosed = false;
  #told = "";
  readonly #refusals = new Set<string>();

  static async open(address: RedisAddress, settings: BoardSettings): Promise<Board> {
    const client = await connect(address, settings.notice);
    const board = new Board(client, await lastEvent(client, settings), address, settings);
    tellLosses(client, address, settings.notice);
    client.on("ready", () => board.emit("reconnected"));
    await board.#look(performance.now());
    return board;
  }

  private constructor(
    client: Redis,
    since: string,
    address: RedisAddress,
    settings: BoardSettings,
  ) {
    super();
    const name = queueName(settings.mathVersion);
    this.#client = client;
    this.#settings = settings;
    this.#shown = address.shown;
    const options = { connection: client, prefix, skipVersionCheck: true }; // `connect` has looked
    this.#queue = new Queue(name, options);
    this.events = new QueueEvents(name, { ...options, lastEventId: since, autorun: false });
    // What is wrong with a connection is told once, by `tellLosses`; what is missed is looked for.
    this.#queue.on("error", () => {});
    this.events.on("error", () => {});
    void this.#hear();
    this.held = new HeldOutputs(client);
    const { mathVersion } = settings;
    this.#presence = new Presence(client, "runs", { mathVersion, workers: 0 });
  }

  /** Those that are there already stay as they are. */
  async add(orders: readonly TrialOrder[]): Promise<void> {
    await this.#queue.addBulk(
      orders.map((data) => ({
        name: "trial",
        data,
        opts: { jobId: jobIdOf(data), ...keepNothing },
      })),
    );
  }

  /** Which jobs are waiting or being executed. */
  async queued(jobIds: readonly string[]): Promise<Set<string>> {
    const pipeline = this.#client.pipeline();
    for (const id of jobIds) pipeline.exists(this.#queue.toKey(id));
    const replies = (await pipeline.exec()) ?? [];
    return new Set(jobIds.filter((_, i) => replies[i]?.[1] === 1));
  }

  /** Removes those that no worker has; returns those that one has. */
  async remove(jobIds: readonly string[]): Promise<string[]> {
    const removed = await Promise.all(jobIds.map((id) => this.#queue.remove(id)));
    return jobIds.filter((_, i) => removed[i] === 0);
  }

  /** Removes them, also those that workers have. */
  async takeBack(jobIds: readonly string[]): Promise<void> {
    let running = await this.remove(jobIds);
    // A worker that is just being handed a job does not hear of it yet.
    for (let times = 0; running.length > 0 && times < mostCalls; times++) {
      await this.#client.publish(cancelChannel, JSON.stringify(running));
      await wait(100);
      running = await this.remove(running);
    }
  }

  /** These jobs could not be taken back. */
  leftBehind(count: number): void {
    if (count === 0) return;
    this.#settings.notice(
      `${trials(count)} may still be in the queue of ${this.#shown}, which does not answer: ` +
        "workers execute them, the next run reads what they have finished",
    );
  }

  /** What a user is told when Redis does not do what it is asked for. */
  refusal({ message }: Error): UserError {
    if (/\bOOM\b/.test(message)) {
      return new UserError(
        `Redis is full: ${this.#shown}\n` +
          "expected room there, a larger `maxmemory`; what was finished is kept, run again to go on",
      );
    }
    return new UserError(`Redis refuses what the run asks for: ${shown(message, 300)}`);
  }

  /** A worker has given a job back: each reason is told once. */
  refused(says: string): void {
    if (!this.#refusals.has(says)) this.#settings.notice(says);
    this.#refusals.add(says);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#looking);
    this.#looking = undefined;
    const closing = async () => {
      await this.#presence.withdraw();
      await this.#queue.close();
      await this.events.close();
    };
    await within(leavingMs, closing()).catch(() => {});
    this.#client.disconnect();
  }

  /** BullMQ ends at an event that it cannot read, whoever wrote it: from the next one on, it hears again. */
  async #hear(): Promise<void> {
    while (!this.#isClosed) {
      try {
        await this.events.run();
      } catch (error) {
        if (this.#isClosed) return;
        const { message } = error as Error;
        this.refused(`an event of the queue cannot be read, and is passed over: ${shown(message)}`);
        Object.assign(this.events.opts, { lastEventId: "$" });
        this.emit("reconnected"); // events may have been missed
      }
    }
  }

  async #look(since: number): Promise<void> {
    try {
      await this.#presence.announce();
      const all = await this.#presence.others("workers");
      const own = all.filter(({ mathVersion }) => mathVersion === this.#settings.mathVersion);
      const count = atATime(own);
      if (count !== this.workers) this.emit("workers", (this.workers = count));
      const isLong = performance.now() - since > lookMs / 2;
      if (own.length > 0 || isLong) this.#tell(own, all);
    } catch {
      // A lost connection is told of elsewhere, and this looks again.
    }
    if (this.#isClosed) return;
    this.#looking = setTimeout(() => void this.#look(since), lookMs);
  }

  /** Who executes the trials, where that changes. */
  #tell(own: readonly Member[], all: readonly Member[]): void {
    const { mathVersion } = this.#settings;
    const where = this.#shown;
    const text = own.length > 0 ? connected(own, where) : nobody(all, mathVersion, where);
    if (text !== this.#told) this.#settings.notice(text);
    this.#told = text;
  }
}
