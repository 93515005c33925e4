import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

type Done = SpawnSyncReturns<string>;
type Environment = Record<string, string | undefined>;

/** Why nothing is to be had from the registry; undefined where the failure is another. */
function unreachable({ stdout, stderr, error }: Done): string | undefined {
  const said = `${stdout}${stderr}${error?.message ?? ""}`;
  return /(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ETIMEDOUT|ECONNRESET).*/.exec(said)?.[0];
}

/** The tarballs of all packages, as `pnpm publish` would upload them; or why there can be none. */
export function pack(): { tarballs: string[] } | { missing: string } {
  const folder = mkdtempSync(join(tmpdir(), "gradlab-packed-"));
  const isHere = spawnSync("pnpm", ["--version"], { encoding: "utf8" }).stdout?.startsWith("12.");
  const [pnpm, ...words] = isHere ? ["pnpm"] : ["npx", "-y", "pnpm@12"];
  const done = spawnSync(
    pnpm!,
    [...words, "--filter", "./packages/*", "pack", "--pack-destination", folder],
    {
      cwd: root,
      // What is installed is what this test runs on: nothing is to be installed anew.
      env: { ...process.env, pnpm_config_verify_deps_before_run: "false" },
      encoding: "utf8",
      timeout: 300_000,
    },
  );
  const missing = unreachable(done);
  if (missing) return { missing };
  if (done.status !== 0) throw new Error(`${done.stdout}\n${done.stderr}`);
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
  install(packages: readonly string[]): string | undefined {
    const flags = ["--prefer-offline", "--no-audit", "--no-fund", "--fetch-retries=1"];
    // Its cache is the user's: what was fetched once is there without a network.
    const environment = { ...this.#environment, XDG_CACHE_HOME: process.env["XDG_CACHE_HOME"] };
    const done = this.#spawn("npm", ["install", ...flags, ...packages], environment);
    const missing = done.status === 0 ? undefined : unreachable(done);
    if (!missing && done.status !== 0) throw new Error(`${done.stdout}\n${done.stderr}`);
    return missing;
  }

  /** Runs a command, with the `node` of that folder where one is named. */
  run(words: readonly string[], nodeFolder?: string): Done {
    const { PATH = "" } = this.#environment;
    const path = nodeFolder === undefined ? PATH : `${nodeFolder}:${PATH}`;
    return this.#spawn(words[0]!, words.slice(1), { ...this.#environment, PATH: path });
  }

  #spawn(command: string, args: readonly string[], env: Environment): Done {
    return spawnSync(command, args, { cwd: this.root, env, encoding: "utf8", timeout: 600_000 });
  }
}
