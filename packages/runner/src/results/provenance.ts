import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { arch, platform, release } from "node:os";
import type { Provenance } from "@gradlab/schema";
import { mathVersion } from "./math-version.ts";

/** Where and with what something is made now; git facts are null outside a repository. */
export function provenanceNow(root: string): Provenance {
  const git = (...args: string[]): string | null => {
    try {
      const stdio = ["ignore", "pipe", "ignore"] as const;
      return execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: [...stdio] }).trim();
    } catch {
      return null;
    }
  };
  const status = git("status", "--porcelain", "--untracked-files=no");
  return {
    gradlab: version(),
    node: process.versions.node,
    os: `${platform()} ${release()} ${arch()}`,
    gitCommit: git("rev-parse", "HEAD"),
    gitDirty: status === null ? null : status !== "",
    mathVersion: mathVersion(),
    createdAt: new Date().toISOString(),
  };
}

function version(): string {
  const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
