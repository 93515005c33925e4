import type { TrialOutput } from "@gradlab/schema";
import type { ChainableCommander, Redis } from "ioredis";
import { heldKey, readKey } from "./keys.ts";
import { pack, type Packed } from "./output.ts";

/** For the run that goes on tomorrow. */
const heldSeconds = 24 * 3600;

/** For another run that waits for the same trial now. */
const readSeconds = 60;

/** What workers have brought and no run has taken: it outlives both. */
export class HeldOutputs {
  readonly #client: Redis;

  constructor(client: Redis) {
    this.#client = client;
  }

  async put(jobId: string, output: TrialOutput): Promise<void> {
    const packed = pack(output);
    const pipeline = this.#client.pipeline();
    pipeline.del(heldKey(jobId), readKey(jobId)).hset(heldKey(jobId), packed);
    await replies(pipeline.expire(heldKey(jobId), heldSeconds));
  }

  /** Which of the jobs have an output that no run has read yet; with `read` also those that one has. */
  async which(jobIds: readonly string[], { read = false } = {}): Promise<Set<string>> {
    const pipeline = this.#client.pipeline();
    for (const id of jobIds) pipeline.exists(heldKey(id), ...(read ? [readKey(id)] : []));
    const counts = await replies(pipeline);
    return new Set(jobIds.filter((_, i) => Number(counts[i]) > 0));
  }

  /** The output of each job that has one, packed: unpacked it takes ten times the memory. */
  async read(jobIds: readonly string[]): Promise<Map<string, Packed>> {
    const pipeline = this.#client.pipeline();
    for (const id of jobIds) pipeline.hgetallBuffer(heldKey(id)).hgetallBuffer(readKey(id));
    const hashes = (await replies(pipeline)) as Packed[];
    const outputs = new Map<string, Packed>();
    for (const [i, id] of jobIds.entries()) {
      const there = hashes.slice(2 * i, 2 * i + 2).find((it) => Object.keys(it).length > 0);
      if (there) outputs.set(id, there);
    }
    return outputs;
  }

  /** They are on this run's disk: only another one that waits for them may still read them. */
  async release(jobIds: readonly string[]): Promise<void> {
    const pipeline = this.#client.pipeline();
    for (const id of jobIds) {
      pipeline.rename(heldKey(id), readKey(id)); // an error where another run was first
      pipeline.expire(readKey(id), readSeconds);
    }
    await pipeline.exec();
  }

  async forget(...jobIds: readonly string[]): Promise<void> {
    if (jobIds.length === 0) return;
    await this.#client.del(...jobIds.flatMap((id) => [heldKey(id), readKey(id)]));
  }

  /** A run that begins now executes anew what another has read. */
  async forgetRead(jobIds: readonly string[]): Promise<void> {
    if (jobIds.length > 0) await this.#client.del(...jobIds.map(readKey));
  }
}

/** Throws the first error of a command, which ioredis hands out among the replies. */
async function replies(pipeline: ChainableCommander): Promise<unknown[]> {
  const all = (await pipeline.exec()) ?? [];
  return all.map(([error, reply]) => {
    if (error) throw error;
    return reply;
  });
}
