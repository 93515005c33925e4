import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { noRedis } from "../../../tests/no-redis.ts";
import { freePort, RedisServer, until } from "../../../tests/redis-server.ts";
import { ExpProcess } from "./exp-process.ts";
import { Project, tiny } from "./project.ts";
import { trialFiles } from "./trial-files.ts";

/** Sixteen trials of some tenths of a second. */
const experiment = tiny
  .replace("[0.1, 0.5]", "[0.1, 0.2, 0.3, 0.5]")
  .replace("steps: 60", "steps: 6000")
  .replace("seeds: 2\nmaxSeeds: 2", "seeds: 4\nmaxSeeds: 4");
const trialCount = 16;

let undisturbed: Map<string, string>;
beforeAll(() => {
  const project = new Project({ tiny: experiment });
  expect(project.exp("run", "tiny").status).toBe(0);
  undisturbed = trialFiles(project);
});

describe.skipIf(noRedis)("a sweep on a queue", () => {
  let redis: RedisServer;
  let project: Project;
  let started: ExpProcess[];
  beforeEach(async () => {
    redis = await RedisServer.start("--appendonly", "yes", "--appendfsync", "always");
    project = new Project({ tiny: experiment });
    started = [];
  });
  afterEach(async () => {
    for (const it of started) await it.end();
    await redis.kill();
  });
  const start = (...args: string[]) => {
    const it = new ExpProcess(project, ...args);
    started.push(it);
    return it;
  };
  const worker = (...flags: string[]) =>
    start("worker", redis.url, "--workers", "1", "--lost-after", "2s", ...flags);
  const run = (...flags: string[]) => start("run", "tiny", "--executor", redis.url, ...flags);
  const executed = ({ stderr }: ExpProcess) =>
    Number(/stopped: (\d+) trials? executed/.exec(stderr)![1]);
  const expectWhole = () => {
    expect(trialFiles(project)).toEqual(undisturbed);
    expect(project.files("runs")).toHaveLength(1);
  };

  test("workers killed one after the other in mid-trial: others take over", async () => {
    const it = run();
    for (let i = 0; i < 3; i++) {
      const lost = worker();
      await until(() => redis.isActive());
      await wait(300);
      await lost.end("SIGKILL");
    }
    worker();
    expect(await it.ended()).toBe(0);
    expect(it.stderr).toContain("its worker is lost, another takes over");
    expectWhole();
  });

  test("a trial that takes every worker with it fails, and the others go on", async () => {
    // The three that began it are killed; what they leave is executed by the last.
    const it = run("--seeds", "1", "sweep.train.optimizer.learningRate=[0.1]", "train.steps=40000");
    for (let i = 0; i < 3; i++) {
      const lost = worker();
      await until(() => redis.isActive());
      await lost.end("SIGKILL");
      await until(() => !redis.isActive());
    }
    worker();
    expect(await it.ended()).toBe(3);
    expect(it.stdout).toContain("every worker that began it was lost");
  });

  test("the run killed: the next one goes on, and finished trials are not executed again", async () => {
    const one = worker();
    const lost = run();
    await lost.says(/\[5\/16\]/);
    await lost.end("SIGKILL");
    await until(() => redis.waiting() < 5); // the worker goes on for nobody
    const next = run();
    expect(await next.ended()).toBe(0);
    await one.end("SIGINT");
    expect(executed(one)).toBe(trialCount);
    expectWhole();
  });

  test("Redis stopped and started again in mid-sweep: everyone waits, nothing is lost", async () => {
    const [one, two] = [worker(), worker()];
    const it = run();
    await it.says(/\[4\/16\]/);
    await redis.kill("SIGKILL");
    await it.says(/Redis does not answer/);
    await one.says(/Redis does not answer/);
    await wait(3_000); // trials end meanwhile
    await redis.start();
    expect(await it.ended()).toBe(0);
    expect(it.stderr).toContain(`Redis answers again: ${redis.url}`);
    for (const each of [one, two]) await each.end("SIGINT");
    expectWhole();
  });

  test("Redis lost with all that it knew: what is missing is asked for anew", async () => {
    worker();
    const it = run();
    await it.says(/\[4\/16\]/);
    await redis.kill("SIGKILL");
    const empty = spawnSync("sh", ["-c", `rm -rf ${join(redis.folder, "appendonlydir")}`]);
    expect(empty.status).toBe(0);
    await redis.start();
    expect(await it.ended()).toBe(0);
    expectWhole();
  });

  test("two runs of the same at once: both succeed, nothing is executed twice", async () => {
    const other = new Project({ tiny: experiment });
    const [one, two] = [run(), new ExpProcess(other, "run", "tiny", "--executor", redis.url)];
    // Both wait for all: who comes when the other has read what was done has it executed again.
    for (const it of [one, two]) await it.says(/no worker is connected/);
    const workers = [worker(), worker()];
    expect([await one.ended(), await two.ended()]).toEqual([0, 0]);
    for (const it of workers) await it.end("SIGINT");
    expect(workers.reduce((sum, it) => sum + executed(it), 0)).toBe(trialCount);
    expectWhole();
    expect(trialFiles(other)).toEqual(undisturbed);
  });

  test("a worker that joins late, and one that leaves after its trial", async () => {
    const first = worker();
    const it = run();
    await it.says(/\[2\/16\]/);
    const second = worker();
    await second.says(/worker at/);
    expect(await first.end("SIGINT")).toBe(0);
    expect(first.stderr).toContain("finishing the trials that run");
    expect(await it.ended()).toBe(0);
    await second.end("SIGINT");
    expect(executed(first) + executed(second)).toBe(trialCount);
    expect(it.stderr).not.toContain("is lost");
    expectWhole();
  });

  test("Ctrl-C twice, or SIGTERM: a worker gives its trial back at once, and another has it", async () => {
    const endless = [
      "--seeds",
      "1",
      "sweep.train.optimizer.learningRate=[0.1]",
      "train.steps=100000000",
    ];
    const it = run(...endless);
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      const leaving = worker();
      await until(() => redis.isActive());
      leaving.signal(signal);
      if (signal === "SIGINT") {
        await leaving.says(/press Ctrl-C again/);
        leaving.signal(signal);
      }
      expect(await leaving.ended()).toBe(0);
      await until(() => redis.waiting() === 1);
    }
    const staying = worker();
    await until(() => redis.isActive());
    it.signal("SIGINT");
    await it.says(/press Ctrl-C again/);
    it.signal("SIGINT");
    expect(await it.ended()).toBe(130);
    await until(() => !redis.isActive());
    expect(await staying.end("SIGINT")).toBe(0); // it has nothing to finish any more
    expect(it.stderr).not.toContain("is lost");
  });

  test("Ctrl-C once: what runs is finished and kept, what waits is withdrawn", async () => {
    worker();
    const it = run();
    await it.says(/\[3\/16\]/);
    it.signal("SIGINT");
    expect(await it.ended()).toBe(130);
    expect(redis.waiting()).toBe(0);
    const kept = project.files("trials").length;
    expect(it.stderr).toContain(`interrupted: ${kept} of ${trialCount} trials are kept`);
    expect(await run().ended()).toBe(0);
    expectWhole();
  });

  test("--fail-fast ends what others still execute", async () => {
    worker();
    worker();
    const flags = ["--seeds", "1", "--fail-fast", "--trial-timeout", "1s"];
    const it = run(...flags, "sweep={train.steps: [100000000, 90000000, 80000000]}");
    expect(await it.ended()).toBe(3);
    expect(it.stderr).toContain("stopped at the first failed trial");
    await until(() => !redis.isActive());
  });
});

test("a server that never answers is given up, with one message", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await until(() => server.listening);
  const { port } = server.address() as { port: number };
  const url = `redis://127.0.0.1:${port}`;
  const { status, stderr } = await new Project().main("run", "tiny", "--executor", url);
  server.close();
  expect(status).toBe(2);
  expect(stderr).toContain(`cannot reach Redis: ${url}: no answer within 4 s\n`);
});

describe.skipIf(noRedis || spawnSync("openssl", ["version"]).status !== 0)("TLS", () => {
  test("rediss:// with a certificate that Node trusts, and none otherwise", async () => {
    const port = await freePort();
    const redis = await RedisServer.start();
    const [key, certificate] = [join(redis.folder, "key.pem"), join(redis.folder, "cert.pem")];
    const asked = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost";
    const names = ["-addext", "subjectAltName=DNS:localhost"];
    const made = spawnSync("openssl", [
      ...asked.split(" "),
      ...names,
      "-keyout",
      key,
      "-out",
      certificate,
    ]);
    expect(made.status).toBe(0);
    await redis.kill();
    const files = ["--tls-cert-file", certificate, "--tls-key-file", key];
    const flags = ["--tls-port", String(port), "--tls-auth-clients", "no"];
    const tls = await RedisServer.start(...files, ...flags);
    const url = `rediss://localhost:${port}`;
    const project = new Project();
    const untrusted = project.exp("run", "tiny", "--executor", url);
    expect(untrusted.status).toBe(2);
    expect(untrusted.stderr).toContain(
      `cannot reach Redis: ${url}: its certificate is signed by nobody known`,
    );
    const plain = project.exp("run", "tiny", "--executor", `rediss://localhost:${tls.port}`);
    expect(plain.stderr).toContain("cannot reach Redis");
    expect(plain.status).toBe(2);

    process.env["NODE_EXTRA_CA_CERTS"] = certificate;
    try {
      const worker = new ExpProcess(project, "worker", url);
      const { status } = project.exp("run", "tiny", "--executor", url);
      expect(status).toBe(0);
      await worker.end();
    } finally {
      delete process.env["NODE_EXTRA_CA_CERTS"];
    }
    expect(readFileSync(certificate, "utf8")).toContain("CERTIFICATE");
    await tls.kill();
  });
});
