import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** Sums since it was started. */
export interface RedisSums {
  /** Also those within scripts. */
  readonly commands: number;
  /** Sent to all of its clients. */
  readonly bytes: number;
  readonly cpuMs: number;
}

export interface Redis {
  readonly url: string;
  sums(): RedisSums;
  stop(): Promise<void>;
}

/** A redis-server of this bench's own, which keeps nothing; undefined where there is no such program. */
export async function startRedis(): Promise<Redis | undefined> {
  if (spawnSync("redis-server", ["--version"]).status !== 0) return undefined;
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "gradlab-bench-redis-"));
  const args = ["--bind", "127.0.0.1", "--port", String(port), "--dir", folder, "--save", ""];
  const child = spawn("redis-server", args, { stdio: "ignore" });
  const ask = (...words: string[]) =>
    spawnSync("redis-cli", ["-p", String(port), ...words], { encoding: "utf8" }).stdout;
  while (!ask("PING").includes("PONG")) await wait(20);
  return {
    url: `redis://127.0.0.1:${port}`,
    sums() {
      const info = ask("INFO", "everything");
      const sum = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, "m").exec(info)![1]);
      return {
        commands: sum("total_commands_processed"),
        bytes: sum("total_net_output_bytes"),
        cpuMs: 1e3 * (sum("used_cpu_user") + sum("used_cpu_sys")),
      };
    },
    async stop() {
      const exited = once(child, "exit");
      child.kill();
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
