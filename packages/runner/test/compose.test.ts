import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { noRedis } from "../../../tests/no-redis.ts";
import { RedisServer } from "../../../tests/redis-server.ts";
import { Project } from "./project.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const compose = parse(readFileSync(`${root}compose.yaml`, "utf8")) as {
  services: {
    redis: { ports: string[]; command: string };
    worker: {
      build: { dockerfile_inline: string };
      environment: { REDIS_URL: string };
      depends_on: Record<string, unknown>;
    };
  };
};
const { redis, worker } = compose.services;

test("compose.yaml: the port, the Redis and the folder are those that the commands name", () => {
  const head = readFileSync(`${root}compose.yaml`, "utf8");
  const [, port] = /--executor redis:\/\/127\.0\.0\.1:(\d+)/.exec(head)!;
  expect(redis.ports).toEqual([`127.0.0.1:${port}:6379`]);
  expect(worker.environment.REDIS_URL).toBe("${REDIS_URL:-redis://redis:6379}");
  expect(worker.depends_on).toHaveProperty("redis");
  const ignored = readFileSync(`${root}.dockerignore`, "utf8").split("\n");
  expect(ignored).toEqual(expect.arrayContaining([".git", "**/node_modules", "results"]));
});

test.skipIf(noRedis)("what the image starts is a worker of the Redis in REDIS_URL", async () => {
  const [, json] = /^CMD (\[.*\])$/m.exec(worker.build.dockerfile_inline)!;
  const [program, script, ...args] = JSON.parse(json!) as [string, string, ...string[]];
  expect(program).toBe("node");
  expect(existsSync(root + script)).toBe(true);
  const server = await RedisServer.start(...redis.command.split(" ").slice(1));
  const project = new Project();
  const child = spawn(process.execPath, [root + script, ...args], {
    cwd: project.root,
    env: { ...process.env, REDIS_URL: server.url },
  });
  try {
    const { status } = await project.main("run", "tiny", "--seeds", "1", "--executor", server.url);
    expect(status).toBe(0);
  } finally {
    child.kill("SIGKILL");
    await server.remove();
  }
});
