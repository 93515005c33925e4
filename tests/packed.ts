import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

type Environment = Record<string, string | undefined>;

export interface Done {
  readonly status: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end, whatever that is. */
function spawned(command: string, args: readonly string[], cwd: string, env: Environment) {
  return new Promise<Done>((resolve) => {
    const options = { cwd, env, timeout: 600_000, maxBuffer: 2 ** 26 };
    execFile(command, args, options, (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : (error.code ?? error.message), stdout, stderr }),
    );
  });
}

/** Why nothing is to be had from the registry; undefined where the failure is another. */
function unreachable({ stdout, stderr }: Done): string | undefined {
  return /(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ETIMEDOUT|ECONNRESET).*/.exec(
    stdout + stderr,
  )?.[0];
}

/** The tarballs of all packages, as `pnpm publish` would upload them; or why there can be none. */
export async function pack(): Promise<{ tarballs: string[] } | { missing: string }> {
  const folder = mkdtempSync(join(tmpdir(), "gradlab-packed-"));
  // What is installed is what this test runs on: nothing is to be installed anew.
  const env = { ...process.env, pnpm_config_verify_deps_before_run: "false" };
  const { stdout } = await spawned("pnpm", ["--version"], root, env);
  const [command, ...words] = stdout.startsWith("12.")
    ? ["pnpm"]
    : ["npx", "-y", "--prefer-offline", "pnpm@12"];
  const args = ["--filter", "./packages/*", "pack", "--pack-destination", folder];
  const done = await spawned(command!, [...words, ...args], root, env);
  const missing = done.status === 0 ? undefined : unreachable(done);
  if (missing) return { missing };
  if (done.status !== 0) throw new Error(`${done.status}\n${done.stdout}\n${done.stderr}`);
  return { tarballs: readdirSync(folder).map((file) => join(folder, file)) };
}

/** A folder with nothing in it but what npm puts there: how a user without a clone begins. */
export class EmptyProject {
  readonly root = mkdtempSync(join(tmpdir(), "gradlab-empty-"));
  readonly #environment: Environment;

  constructor() {
    const cache = join(this.root, ".cache");
    mkdirSync(cache);
    const { MNIST_DIR: _, ...environment } = process.env;
    const ours = Object.entries(environment).filter(([name]) => !/^(npm|pnpm)_/i.test(name));
    this.#environment = { ...Object.fromEntries(ours), NO_COLOR: "1", XDG_CACHE_HOME: cache };
    this.write("package.json", JSON.stringify({ name: "empty", private: true, type: "module" }));
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.root, path), text);
  }

  /** Installs by npm; says why where the registry cannot be reached. */
  async install(packages: readonly string[]): Promise<string | undefined> {
    const flags = ["--prefer-offline", "--no-audit", "--no-fund", "--fetch-retries=1"];
    const done = await this.run(["npm", "install", ...flags, ...packages]);
    const missing = done.status === 0 ? undefined : unreachable(done);
    if (!missing && done.status !== 0) throw new Error(`${done.stdout}\n${done.stderr}`);
    return missing;
  }

  /** Runs a command, with the `node` of that folder where one is named. */
  run(words: readonly string[], nodeFolder?: string): Promise<Done> {
    const { PATH = "" } = this.#environment;
    const path = nodeFolder === undefined ? PATH : `${nodeFolder}${delimiter}${PATH}`;
    const [command, ...args] = words;
    return spawned(command!, args, this.root, { ...this.#environment, PATH: path });
  }
}
