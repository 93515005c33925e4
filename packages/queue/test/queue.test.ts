import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { noRedis } from "../../../tests/no-redis.ts";
import { RedisServer, until } from "../../../tests/redis-server.ts";
import { parseAddress } from "../src/address.ts";
import { Board } from "../src/board.ts";
import { eventsKey, heldKey, presenceKey, queueName, readKey } from "../src/keys.ts";
import { jobIdOf } from "../src/job.ts";
import { Presence } from "../src/presence.ts";
import { config, ended, FakeWorker, jobs, mathOf, run, Signals } from "./fakes.ts";

const never = new Promise<void>(() => {});
const untilStopped = (_: number, stop: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (stop.aborted) resolve();
    stop.addEventListener("abort", () => resolve());
  });

describe.skipIf(noRedis)("a queue", () => {
  let redis: RedisServer;
  let client: Redis;
  beforeAll(async () => {
    redis = await RedisServer.start();
    client = new Redis(redis.port);
  });
  afterAll(async () => {
    client.disconnect();
    await redis.kill();
  });
  const jobIdOfSeed = (mathVersion: string, seed: number) =>
    jobIdOf({
      formatVersion: 1,
      mathVersion,
      dataset: { config: null, checksum: "" },
      timeoutMs: null,
      config,
      seed,
      saveParams: false,
    });

  test("every trial ends once, each begun before, and nothing is left but what may be read again", async () => {
    const math = mathOf("all");
    const worker = new FakeWorker(redis.url, math, { workers: 3 });
    const out = await run(redis.url, math, jobs(40));
    await worker.stop();
    expect(ended(out)).toEqual(Object.fromEntries(jobs(40).map(({ id }) => [id, id + 1])));
    expect(out.events.filter((it) => it.type === "ended")).toHaveLength(40);
    const begun = new Set<number>();
    for (const event of out.events) {
      if (event.type === "begun") begun.add(event.id);
      if (event.type === "ended") expect(begun).toContain(event.id);
    }
    expect(worker.executed.toSorted((a, b) => a - b)).toEqual(jobs(40).map(({ seed }) => seed));
    expect(await client.keys(`${heldKey("")}*`)).toEqual([]);
    expect(await client.keys(`gradlab:${queueName(math)}:t*`)).toEqual([]);
  });

  test("two runs that want the same trials get them all, and each is executed once", async () => {
    const math = mathOf("two");
    const begin = Promise.withResolvers<void>();
    const worker = new FakeWorker(redis.url, math, { workers: 2, trial: () => begin.promise });
    const [first, second] = [run(redis.url, math, jobs(10)), run(redis.url, math, jobs(15))];
    await until(() => redis.waiting() >= 13);
    begin.resolve();
    expect(Object.keys(ended(await first))).toHaveLength(10);
    expect(Object.keys(ended(await second))).toHaveLength(15);
    await worker.stop();
    expect(worker.executed).toHaveLength(15);
  });

  test("workers of another math take nothing: both sides say so, and the trials wait for others", async () => {
    const [math, other] = [mathOf("ours"), mathOf("theirs")];
    const says: string[] = [];
    const stranger = new FakeWorker(redis.url, other);
    await until(() => stranger.says.length > 0);
    const running = run(redis.url, math, jobs(2), { says });
    await until(() => says.length > 0 && stranger.says.length > 1);
    expect(says[0]).toContain(
      `no worker of this run's math is connected to ${redis.url}: it is ${math.slice(0, 8)}, ` +
        `that of 1 there ${other.slice(0, 8)}; expected workers that were started from the same`,
    );
    expect(stranger.says[1]).toContain(
      `a run waits for workers of math ${math.slice(0, 8)}, this one's is ${other.slice(0, 8)}`,
    );
    const worker = new FakeWorker(redis.url, math);
    expect(Object.keys(ended(await running))).toHaveLength(2);
    await Promise.all([worker.stop(), stranger.stop()]);
    expect(stranger.executed).toEqual([]);
  });

  test("a run that waits for nobody says what starts a worker, and goes on when one comes", async () => {
    const math = mathOf("late");
    const says: string[] = [];
    const running = run(redis.url, math, jobs(3), { says });
    await until(() => says.length > 0);
    expect(says[0]).toBe(
      `no worker is connected to ${redis.url}; \`pnpm exp worker ${redis.url}\` starts one`,
    );
    const worker = new FakeWorker(redis.url, math, { workers: 2 });
    const { events } = await running;
    await worker.stop();
    expect(events.filter((it) => it.type === "ended")).toHaveLength(3);
  });

  test("after `finish` what runs ends, and nothing more is begun", async () => {
    const math = mathOf("finish");
    const signals = new Signals();
    const go = Promise.withResolvers<void>();
    const worker = new FakeWorker(redis.url, math, { trial: () => go.promise });
    const each = (event: { type: string }) => {
      if (event.type !== "begun") return;
      signals.finishNow();
      const waiting = `gradlab:${queueName(math)}:wait`;
      void until(async () => (await client.llen(waiting)) === 0).then(go.resolve);
    };
    const out = await run(redis.url, math, jobs(20), { signals, each });
    expect(Object.keys(ended(out))).toHaveLength(1);
    expect(redis.waiting()).toBe(0);
    await worker.stop();
    expect(worker.executed).toHaveLength(1);
  });

  test("after `stop` workers drop what they have, and take what others want", async () => {
    const math = mathOf("stop");
    const signals = new Signals();
    const worker = new FakeWorker(redis.url, math, {
      trial: (seed, stop) => (seed < 10 ? untilStopped(seed, stop) : Promise.resolve()),
    });
    const each = (event: { type: string }) => event.type === "begun" && signals.stopNow();
    const out = await run(redis.url, math, jobs(5), { signals, each });
    expect(ended(out)).toEqual({});
    const next = await run(redis.url, math, [{ id: 0, config, seed: 10 }]);
    expect(ended(next)).toEqual({ 0: 10 });
    await worker.stop();
  });

  test("a worker that is stopped gives back what it has", async () => {
    const math = mathOf("back");
    const leaving = new FakeWorker(redis.url, math, { trial: untilStopped });
    const begun = Promise.withResolvers<void>();
    const each = (event: { type: string }) => event.type === "begun" && begun.resolve();
    const running = run(redis.url, math, jobs(2), { each });
    await begun.promise;
    await leaving.stop();
    const staying = new FakeWorker(redis.url, math);
    expect(Object.keys(ended(await running))).toHaveLength(2);
    await staying.stop();
  });

  test("the same trials again, as with --force, are executed again", async () => {
    const math = mathOf("again");
    const worker = new FakeWorker(redis.url, math);
    await run(redis.url, math, jobs(3));
    await run(redis.url, math, jobs(3));
    await worker.stop();
    expect(worker.executed).toHaveLength(6);
  });

  test("a run hears nothing of what ended before it began, also in the same second", async () => {
    const math = mathOf("before");
    const worker = new FakeWorker(redis.url, math);
    await run(redis.url, math, jobs(20));
    await worker.stop();
    const board = await Board.open(parseAddress(redis.url), { mathVersion: math, notice() {} });
    const heard: string[] = [];
    board.events.on("completed", ({ jobId }) => heard.push(jobId));
    const event = { event: "completed", jobId: "next", returnvalue: "null" };
    await client.xadd(eventsKey(math), "*", ...Object.entries(event).flat());
    await until(() => heard.includes("next"));
    expect(heard).toEqual(["next"]);
    await board.close();
  });

  test("what was finished for a run that is gone is there for the next one", async () => {
    const math = mathOf("gone");
    const signals = new Signals();
    const worker = new FakeWorker(redis.url, math, {
      trial: (seed) => (seed === 3 ? never : Promise.resolve()),
    });
    const lost = run(redis.url, math, jobs(3), {
      signals,
      // as one whose disk is full: nothing of it is released
      each: (event) => event.type === "ended" && signals.stopNow(),
    });
    await lost;
    expect(await client.exists(heldKey(jobIdOfSeed(math, 1)))).toBe(1);
    const other = new FakeWorker(redis.url, math);
    const out = await run(redis.url, math, jobs(2));
    expect(ended(out)).toEqual({ 0: 1, 1: 2 });
    const executed = () => worker.executed.length + other.executed.length;
    expect(executed()).toBe(2);

    await client.rename(readKey(jobIdOfSeed(math, 1)), heldKey(jobIdOfSeed(math, 1)));
    await run(redis.url, math, [{ ...jobs(1)[0]!, anew: true }]);
    expect(executed()).toBe(3);
    other.signals.stopNow();
    worker.signals.stopNow();
  });

  test("a run that is stopped takes back thousands that wait", async () => {
    const math = mathOf("thousands");
    const signals = new Signals();
    const says: string[] = [];
    const running = run(redis.url, math, jobs(4_000), { signals, says });
    await until(() => redis.waiting() >= 3_000);
    signals.stopNow();
    await running;
    expect(redis.waiting()).toBe(0);
    expect(says.join()).not.toContain("may still be in the queue");
  });

  test("whoever leaves while it is being announced is gone", async () => {
    const presence = new Presence(client, "runs", { mathVersion: mathOf("left"), workers: 0 });
    await Promise.all([presence.announce(), presence.withdraw()]);
    const there = await presence.others("runs");
    expect(there.filter(({ mathVersion }) => mathVersion === mathOf("left"))).toEqual([]);
  });

  test("a Redis that is full ends the run in a sentence that says what to do", async () => {
    await client.config("SET", "maxmemory", "1");
    try {
      await expect(run(redis.url, mathOf("full"), jobs(3))).rejects.toThrow(
        `Redis is full: ${redis.url}\nexpected room there, a larger \`maxmemory\`; what was`,
      );
    } finally {
      await client.config("SET", "maxmemory", "0");
    }
  });

  test("a trial that failed is executed anew by the next run", async () => {
    const math = mathOf("failed");
    const worker = new FakeWorker(redis.url, math, {
      trial: async () => (worker.executed.length === 0 ? new Error("no luck") : undefined),
    });
    expect(ended(await run(redis.url, math, jobs(1)))[0]).toContain("no luck");
    expect(ended(await run(redis.url, math, jobs(1)))).toEqual({ 0: 1 });
    await worker.stop();
  });

  test("outputs that Redis refuses end in a failed trial, not in one that is executed for ever", async () => {
    const math = mathOf("refused");
    const keys = ["trials-*", "workers", "runs"].map((it) => `~gradlab:${it}`);
    await client.call("ACL", "SETUSER", "limited", "on", "nopass", ...keys, "&*", "+@all");
    const worker = new FakeWorker(redis.url.replace("//", "//limited:any@"), math);
    expect(ended(await run(redis.url, math, jobs(1)))[0]).toContain("NOPERM");
    expect(worker.executed).toEqual([1, 1]);
    expect(worker.says.join("\n")).toContain("Redis refuses an output: NOPERM");
    await worker.stop();
  });

  test("what whoever writes into Redis is not believed", async () => {
    const math = mathOf("hostile");
    const events = `gradlab:${queueName(math)}:events`;
    const name = queueName(math);
    // Jobs, outputs, presence, orders to stop: none of them what it should be.
    const held = heldKey(jobIdOfSeed(math, 1));
    await client.hset(held, "said", "no gzip");
    const later = Date.now() + 60_000;
    await client.zadd(presenceKey("workers"), later, "{", later, '{"id":1}');
    const says: string[] = [];
    const running = run(redis.url, math, jobs(3), { says });
    await until(() => redis.waiting() > 0);
    await client.hset(`gradlab:${name}:bad`, { name: "x", data: `{"seed":"1e9"}`, opts: "{}" });
    await client.lpush(`gradlab:${name}:wait`, "bad");
    await client.publish("gradlab:cancel", "not JSON");
    await client.publish("gradlab:cancel", `{"all":true}`);
    await client.xadd(
      events,
      "*",
      "event",
      "progress",
      "jobId",
      jobIdOfSeed(math, 2),
      "data",
      "[1]",
    );
    await client.xadd(events, "*", "event", "progress", "jobId", "bad", "data", "no JSON");
    const worker = new FakeWorker(redis.url, math);
    const out = await running;
    await worker.stop();
    expect(ended(out)).toEqual({ 0: 1, 1: 2, 2: 3 });
    const retried = out.events.filter((it) => it.type === "retried");
    const error = "a worker's output cannot be read: incorrect header check";
    expect(retried).toEqual([{ type: "retried", id: 0, error }]);
    expect(worker.says.join("\n")).toContain("a job of the queue is no trial: formatVersion");
    const passedOver = says.filter((it) => it.startsWith("an event of the queue cannot be read"));
    expect(passedOver).toHaveLength(1);
  });

  test("a Redis that comes back empty is asked again for what is missing", async () => {
    const own = await RedisServer.start();
    const math = mathOf("empty");
    const says: string[] = [];
    const worker = new FakeWorker(own.url, math, {
      trial: () => new Promise((resolve) => setTimeout(resolve, 20)),
    });
    const enough = Promise.withResolvers<void>();
    let count = 0;
    const each = (event: { type: string }) =>
      event.type === "ended" && ++count === 5 && enough.resolve();
    const running = run(own.url, math, jobs(40), { says, each });
    await enough.promise;
    await own.kill();
    await until(() => says.some((it) => it.includes("does not answer")));
    await own.start();
    const out = await running;
    await worker.stop();
    await own.kill();
    expect(out.events.filter((it) => it.type === "ended")).toHaveLength(40);
    expect(Object.keys(ended(out))).toHaveLength(40);
    const told = says.filter((it) => it.startsWith("Redis "));
    expect(told).toEqual([
      `Redis does not answer: ${own.url}; waiting for it`,
      `Redis answers again: ${own.url}`,
    ]);
  });
});
