import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Redis } from "ioredis";
import { z } from "zod";
import { presenceKey } from "./keys.ts";

type Role = "workers" | "runs";

const member = z.strictObject({
  id: z.string().max(200),
  mathVersion: z.string().regex(/^[0-9a-f]{64}$/),
  /** trials at a time */
  workers: z.int().min(0).max(10_000),
});
export type Member = z.infer<typeof member>;

/** Who says nothing for so long is gone. */
const goneAfterMs = 10_000;

/** Who is connected to a Redis, by its own clock: those of machines differ. */
export class Presence {
  readonly #client: Redis;
  readonly #role: Role;
  readonly #self: string;
  #isGone = false;

  constructor(client: Redis, role: Role, { mathVersion, workers }: Omit<Member, "id">) {
    this.#client = client;
    this.#role = role;
    const id = `${hostname().slice(0, 100)}-${process.pid}-${randomUUID().slice(0, 8)}`;
    this.#self = JSON.stringify({ id, mathVersion, workers } satisfies Member);
  }

  /** To be said again every few seconds. */
  async announce(): Promise<void> {
    const key = presenceKey(this.#role);
    const now = await this.#now();
    if (this.#isGone) return;
    await this.#client
      .pipeline()
      .zadd(key, now + goneAfterMs, this.#self)
      .zremrangebyscore(key, "-inf", now)
      .pexpire(key, 2 * goneAfterMs)
      .exec();
  }

  /** For good, also where it is being announced now. */
  async withdraw(): Promise<void> {
    this.#isGone = true;
    await this.#client.zrem(presenceKey(this.#role), this.#self);
  }

  async others(role: Role): Promise<Member[]> {
    const texts = await this.#client.zrangebyscore(presenceKey(role), await this.#now(), "+inf");
    return texts.flatMap((text) => {
      const parsed = member.safeParse(jsonOf(text));
      return parsed.success ? [parsed.data] : [];
    });
  }

  async #now(): Promise<number> {
    const [seconds, microseconds] = await this.#client.time();
    return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
