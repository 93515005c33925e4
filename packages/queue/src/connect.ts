import { UserError, shown } from "@gradlab/schema/mistake";
import { Redis } from "ioredis";
import type { RedisAddress } from "./address.ts";

/** Less than the five seconds that a user is to wait for an error. */
const patienceMs = 4_000;

const troubles: Record<string, string> = {
  ECONNREFUSED: "connection refused",
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "its name cannot be looked up",
  ETIMEDOUT: "no answer within 4 s",
  EHOSTUNREACH: "no way leads there",
  ENETUNREACH: "no way leads there",
  ECONNRESET: "it closed the connection; is TLS (rediss://) expected there, or not?",
  EPROTO: "it does not speak TLS; redis:// is without",
  ERR_SSL_WRONG_VERSION_NUMBER: "it does not speak TLS; redis:// is without",
  ERR_SSL_PACKET_LENGTH_TOO_LONG: "it does not speak TLS; redis:// is without",
  CERT_HAS_EXPIRED: "its certificate has expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is signed by nobody known",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is signed by nobody known",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate is signed by nobody known",
};

/** A connection to a Redis that is new enough; from then on a lost one is made again. */
export async function connect(
  address: RedisAddress,
  notice: (sentence: string) => void,
): Promise<Redis> {
  let isOpen = false;
  let trouble: NodeJS.ErrnoException | undefined;
  const client = new Redis({
    ...address.options,
    protocol: 2, // what every Redis and what stands in for one speaks
    lazyConnect: true,
    connectTimeout: patienceMs,
    maxRetriesPerRequest: null, // BullMQ asks for it: what was begun waits for Redis to come back
    retryStrategy: (times) => (isOpen ? Math.min(100 * times, 2_000) : null),
  });
  client.on("error", (error: Error) => (trouble = error));
  try {
    const info = await within(
      patienceMs,
      client.connect().then(() => client.info()),
    );
    const version = /^redis_version:(\d+)\.(\d+)/m.exec(info);
    if (version) expectNewEnough(version, address);
    const [, policy] = /^maxmemory_policy:(?!noeviction)(\S+)/m.exec(info) ?? [];
    if (policy && !/^maxmemory:0\b/m.test(info)) {
      notice(
        `Redis throws keys away when it is full: ${policy}; expected maxmemory-policy noeviction`,
      );
    }
    isOpen = true;
    return client;
  } catch (error) {
    client.disconnect();
    if (error instanceof UserError) throw error;
    throw unreachable(address, trouble ?? (error as Error));
  }
}

function expectNewEnough([, major, minor]: RegExpExecArray, address: RedisAddress): void {
  if (Number(major) > 6 || (Number(major) === 6 && Number(minor) >= 2)) return;
  throw new UserError(
    `Redis is too old: ${major}.${minor} at ${address.shown}; expected 6.2 or newer`,
  );
}

function unreachable(
  { shown: where, options }: RedisAddress,
  { code = "", message }: NodeJS.ErrnoException,
): UserError {
  if (/^(NOAUTH|WRONGPASS|NOPERM|ERR .*(AUTH|password))/.test(message)) {
    return new UserError(
      `Redis refuses the user or password: ${where}\n` +
        "expected redis://user:password@host, or the same in REDIS_URL, which other users cannot read",
    );
  }
  const said = options.password ? message.replaceAll(options.password, "…") : message;
  const why = troubles[code] ?? (/closed/.test(said) ? troubles["ECONNRESET"] : shown(said));
  return new UserError(
    `cannot reach Redis: ${where}: ${why}\n` +
      `expected a Redis of 6.2 or newer there, such as \`redis-server --port ${options.port}\``,
  );
}

/** Tells once when a connection is lost, and once when it is there again. */
export function tellLosses(
  client: Redis,
  { shown: where }: RedisAddress,
  say: (line: string) => void,
) {
  let isLost = false;
  client.on("close", () => {
    if (!isLost && client.status !== "end") say(`Redis does not answer: ${where}; waiting for it`);
    isLost = true;
  });
  client.on("ready", () => {
    if (isLost) say(`Redis answers again: ${where}`);
    isLost = false;
  });
}

/** Rejects where a promise takes longer. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error("no answer"), { code: "ETIMEDOUT" });
    timer = setTimeout(() => reject(error), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
