import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { arch, platform, release } from "node:os";
import type { Provenance } from "@gradlab/schema";
import { mathVersion } from "./math-version.ts";

/** Where and with what something is made now; git facts are null outside a repository. */
export function provenanceNow(root: string): Provenance {
  return {
    gradlab: version(),
    node: process.versions.node,
    os: `${platform()} ${release()} ${arch()}`,
    ...gitFacts(root),
    mathVersion: mathVersion(),
    createdAt: new Date().toISOString(),
  };
}

type GitFacts = Pick<Provenance, "gitCommit" | "gitDirty">;
const known = new Map<string, GitFacts>();

/** As git first said: what is executed was read then, whatever is committed since. */
function gitFacts(cwd: string): GitFacts {
  const facts = known.get(cwd) ?? askGit(cwd);
  known.set(cwd, facts);
  return facts;
}

function askGit(cwd: string): GitFacts {
  try {
    const args = ["status", "--porcelain=v2", "--branch", "--untracked-files=no"];
    const stdio = ["ignore", "pipe", "ignore"] as const;
    const text = execFileSync("git", args, { cwd, encoding: "utf8", stdio: [...stdio] });
    const commit = /^# branch\.oid ([0-9a-f]+)$/m.exec(text)?.[1] ?? null;
    return { gitCommit: commit, gitDirty: /^[^#]/m.test(text) };
  } catch {
    return { gitCommit: null, gitDirty: null };
  }
}

function version(): string {
  const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
