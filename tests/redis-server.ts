import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

export const hasRedis = () => spawnSync("redis-server", ["--version"]).status === 0;

/** On a loaded machine, too. */
const startMs = 60_000;

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

const running = new Set<ChildProcess>();
process.on("exit", () => running.forEach((it) => it.kill("SIGKILL")));

/** A Redis of a test's or bench's own, on a free port of this machine. */
export class RedisServer {
  readonly port: number;
  readonly folder = mkdtempSync(join(tmpdir(), "gradlab-redis-"));
  readonly #flags: readonly string[];
  #process: ChildProcess | undefined;

  private constructor(port: number, flags: readonly string[]) {
    this.port = port;
    this.#flags = flags;
  }

  /** It keeps nothing on the disk if `flags` do not say so. */
  static async start(...flags: readonly string[]): Promise<RedisServer> {
    for (let left = 3; ; left--) {
      const server = new RedisServer(await freePort(), ["--save", "", ...flags]);
      try {
        await server.start();
        return server;
      } catch (error) {
        // Between the look for a free port and the start another process may have taken it.
        if (left === 1 || !/Address already in use/.test(String(error))) throw error;
      }
    }
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const where = ["--bind", "127.0.0.1", "--port", String(this.port), "--dir", this.folder];
    const server = spawn("redis-server", [...where, ...this.#flags], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process = server;
    running.add(server);
    server.on("exit", () => running.delete(server));
    let said = "";
    const hears = (text: string) => (said = (said + text).slice(-2_000));
    for (const it of [server.stdout, server.stderr]) it.setEncoding("utf8").on("data", hears);
    const before = performance.now() + startMs;
    while (!/PONG/.test(this.tryCommand("PING"))) {
      const hasEnded = server.exitCode !== null;
      if (hasEnded || performance.now() > before) {
        server.kill("SIGKILL");
        const why = hasEnded ? `exit code ${server.exitCode}` : `no answer in ${startMs / 1e3} s`;
        throw new Error(`redis-server does not start on port ${this.port}: ${why}\n${said}`);
      }
      await wait(20);
    }
  }

  /** Also in mid-command. */
  async kill(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    const it = this.#process!;
    this.#process = undefined;
    const exited = once(it, "exit");
    it.kill(signal);
    await exited;
  }

  /** For good, and its folder with it. */
  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What redis-cli says. */
  tryCommand(...words: readonly string[]): string {
    const at = this.#flags.indexOf("--requirepass");
    const { stdout, stderr } = spawnSync("redis-cli", ["-p", String(this.port), ...words], {
      encoding: "utf8",
      env: { ...process.env, ...(at >= 0 && { REDISCLI_AUTH: this.#flags[at + 1] }) },
    });
    return stdout + stderr;
  }

  /** Whether a worker has a trial. */
  isActive(): boolean {
    return this.tryCommand("KEYS", "gradlab:trials-*:lock").trim() !== "";
  }

  /** Jobs that no worker has begun. */
  waiting(): number {
    const lists = this.tryCommand("KEYS", "gradlab:trials-*:wait").trim().split("\n");
    return lists.reduce((sum, key) => sum + Number(key && this.tryCommand("LLEN", key)), 0);
  }
}

export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(20);
}
