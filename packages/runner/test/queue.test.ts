import { createServer } from "node:net";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { noRedis } from "../../../tests/no-redis.ts";
import { freePort, RedisServer, until } from "../../../tests/redis-server.ts";
import { ExpProcess } from "./exp-process.ts";
import { Project, tiny } from "./project.ts";
import { trialFiles } from "./trial-files.ts";

const password = "p%40ss/w:rd";
/** Imported before all else, each thread of a worker stops there: its trials never end. */
const threadsHang =
  "data:text/javascript,import{isMainThread}from'node:worker_threads';isMainThread||await(new(Promise)(()=>setInterval(()=>{},1e9)))";
const secrets = [password, decodeURIComponent(password)];

describe.skipIf(noRedis)("on a queue of a Redis with a password", () => {
  let redis: RedisServer;
  let url: string;
  let worker: ExpProcess;
  const startWorker = async (project: Project, environment: NodeJS.ProcessEnv = {}) => {
    const own = { ...process.env };
    Object.assign(process.env, environment);
    const it = new ExpProcess(project, "worker", url, "--workers", "2", "--lost-after", "2s");
    process.env = own;
    await it.says(/worker at redis/);
    return it;
  };
  beforeAll(async () => {
    redis = await RedisServer.start("--requirepass", decodeURIComponent(password));
    url = redis.url.replace("//", `//:${encodeURIComponent(password)}@`).replace("%2540", "%40");
    worker = await startWorker(new Project());
  });
  afterAll(async () => {
    await worker.end();
    await redis.remove();
  });
  const on = () => ["--executor", url] as const;

  test("a run leaves the same files as a local one, and the same verdicts; params come along", async () => {
    const [local, queued] = [new Project(), new Project()];
    const args = ["run", "tiny", "--save-params"] as const;
    const here = await local.main(...args);
    const there = await queued.main(...args, ...on());
    expect(there.status).toBe(0);
    expect(trialFiles(queued)).toEqual(trialFiles(local));
    expect(queued.files("trials").some((name) => name.endsWith(".params.safetensors"))).toBe(true);
    expect(there.stderr).toContain("tiny: 4 trials in a queue, idx\n");
    expect(there.stderr).toContain(`1 worker is connected to ${redis.url}: 2 trials at a time`);
    expect(there.stderr).toContain("[4/4] ");
    const verdicts = ({ stdout }: { stdout: string }) => stdout.slice(stdout.indexOf("✓"), -60);
    expect(verdicts(there)).toContain("✓ pass  it learns");
    expect(verdicts(there).split("\n")[1]).toBe(verdicts(here).split("\n")[1]);
    expect(redis.waiting()).toBe(0);

    const listed = readFileSync(`/proc/${worker.pid}/cmdline`, "utf8");
    const said = [listed, there.stdout, there.stderr, worker.stdout, worker.stderr];
    for (const text of [...said, ...allTexts(queued)]) {
      for (const secret of secrets) expect(text).not.toContain(secret);
    }
    expect(there.stderr).toContain("REDIS_URL keeps it from them");

    const again = await queued.main("check", "tiny", "--executor", "redis://127.0.0.1:1");
    expect(again.status).toBe(0); // nothing is missing, so nobody is asked
  });

  test("what Redis holds from earlier is read by the next run, and not by one with --force", async () => {
    const project = new Project();
    const args = ["run", "tiny", "--seeds", "1", ...on()] as const;
    /** As if the run before had been killed: what it read, spoilt so as to be told apart. */
    const hold = () => {
      const keys = redis.tryCommand("KEYS", "gradlab:read:*").trim().split("\n");
      expect(keys.length).toBeGreaterThanOrEqual(2);
      for (const key of keys) {
        const held = key.replace(":read:", ":result:");
        redis.tryCommand("RENAME", key, held);
        redis.tryCommand("HSET", held, "said", "spoilt");
      }
    };
    await project.main(...args);
    hold();
    expect((await new Project().main(...args)).stderr).toContain("output cannot be read");
    hold();
    const { status, stderr } = await project.main(...args, "--force");
    expect(status).toBe(0);
    expect(stderr).toContain("tiny: 2 trials in a queue");
    expect(stderr).not.toContain("cannot be read");
  });

  test("a trial that hangs is tried once more and recorded as failed, the others go on", async () => {
    const project = new Project({
      tiny: tiny
        .replace("  train.optimizer.learningRate: [0.1, 0.5]", "  train.steps: [1, 100000000]")
        .replace("seeds: 2\nmaxSeeds: 2", "seeds: 1")
        .replace(/claims:[^]*/, ""),
    });
    const flags = ["--trial-timeout", "0.3s"];
    const { status, stderr, stdout } = await project.main("run", "tiny", ...flags, ...on());
    const says = "no result within 0.3 s (--trial-timeout)";
    expect(status).toBe(3);
    expect(stderr).toContain(`steps 100000000, seed 1: ${says}; it is tried once more`);
    expect(stdout).toContain(`failed: steps 100000000, seed 1: ${says}`);
    expect(project.files("trials")).toHaveLength(2);
  });

  test("a worker killed in mid-trial: another takes over, and nothing is twice in the results", async () => {
    const [local, project] = [new Project(), new Project()];
    await worker.end();
    worker = await startWorker(new Project(), { NODE_OPTIONS: `--import ${threadsHang}` });
    const running = project.main("run", "tiny", "--seeds", "1", ...on());
    await until(() => redis.isActive());
    await worker.end("SIGKILL");
    worker = await startWorker(new Project());
    const { status, stderr } = await running;
    expect(status).toBe(0);
    expect(stderr).toContain("its worker is lost, another takes over");
    await local.main("run", "tiny", "--seeds", "1");
    expect(trialFiles(project)).toEqual(trialFiles(local));
  });

  // The last one, as whoever refuses rests for ten seconds.
  test("data that a worker has not as the run has them are refused, and told of on both sides", async () => {
    const project = new Project();
    project.swapLabels();
    const running = project.main("run", "tiny", "--seeds", "1", ...on());
    const refusal = /refuses a trial: its data set idx has checksum \w{8}, that here \w{8}/;
    await worker.says(refusal);
    const other = await startWorker(project); // it has the data
    const { status, stderr } = await running;
    await other.end();
    expect(status).toBe(0);
    expect(stderr).toMatch(refusal);
    expect(project.files("trials")).toHaveLength(2);
  });

  test.each(["", "user:nonsense@"])("is refused without it, in a sentence: %j", async (user) => {
    const wrong = redis.url.replace("//", `//${user}`);
    const { status, stderr } = await new Project().main("run", "tiny", "--executor", wrong);
    expect(status).toBe(2);
    expect(stderr).toContain(`Redis refuses the user or password: ${redis.url}\n`);
    expect(stderr).not.toContain("nonsense");
  });
});

function allTexts(project: Project): string[] {
  return readdirSync(join(project.root, "results"), { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => readFileSync(join(it.parentPath, it.name), "latin1"));
}

describe("no queue", () => {
  test("where no Redis listens: one message, within five seconds", async () => {
    const port = await freePort();
    const project = new Project();
    const { status, stderr } = await project.main(
      "run",
      "tiny",
      "--executor",
      `redis://:secret@127.0.0.1:${port}`,
    );
    expect(status).toBe(2);
    expect(stderr).toContain(
      `cannot reach Redis: redis://127.0.0.1:${port}: connection refused\n` +
        `expected a Redis of 6.2 or newer there, such as \`redis-server --port ${port}\`\n`,
    );
    expect(stderr).not.toContain("secret");
  });

  test("where an old Redis answers: which one, and what is expected", async () => {
    const info = "redis_version:6.0.16";
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.on("data", () => socket.write(`$${info.length}\r\n${info}\r\n`.repeat(2)));
    }).listen(0, "127.0.0.1");
    await until(() => server.listening);
    const { port } = server.address() as { port: number };
    const url = `redis://127.0.0.1:${port}`;
    const { status, stderr } = await new Project().main("run", "tiny", "--executor", url);
    server.close();
    expect(status).toBe(2);
    expect(stderr).toContain(`Redis is too old: 6.0 at ${url}; expected 6.2 or newer\n`);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  test.each([
    ["http://127.0.0.1", "not the address of a Redis: http://127.0.0.1; expected redis://["],
    ["redis://", "no host in the address of Redis: redis://; expected redis://"],
    ["redis://:secret@h/x", "no number of a database: redis://…@h/x; expected redis://"],
    ["redis://h?password=secret", "more than an address of Redis: redis://h?…; expected redis://"],
    ["redis", "no address of a Redis: REDIS_URL is not set; expected redis://"],
  ])("%s is no address of one", async (address, says) => {
    const { status, stderr } = await new Project().main("run", "tiny", "--executor", address);
    expect(stderr.split("\n")[0]).toContain(says);
    expect(stderr).not.toContain("secret");
    expect(status).toBe(2);
  });

  test("flags of those who compute are not those of a run that does not", async () => {
    const flags = ["--executor", "redis://127.0.0.1:1", "--workers", "2"];
    const { status, stderr } = await new Project().main("run", "tiny", ...flags);
    expect(stderr).toContain("both --executor and --workers");
    expect(status).toBe(2);
  });
});
