import type { Bench } from "@gradlab/schema";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { arch, cpus, loadavg, platform, release } from "node:os";
import { simdGflops } from "./simd-peak.ts";
import type { World } from "./world.ts";

export function machineFacts({ numpy, core }: World): Bench["machine"] {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    os: `${platform()} ${release()} ${arch()}`,
    node: process.versions.node,
    numpy: numpy ?? null,
    pinned: core !== undefined,
    loadAverage: loadavg()[0]!,
    simdGflops: simdGflops(),
  };
}

export function gradlabFacts(): Bench["gradlab"] {
  const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  return { version, gitCommit: gitCommit() };
}

function gitCommit(): string | null {
  try {
    return execFileSync("git", ["rev-parse", "HEAD"], {
      cwd: new URL("..", import.meta.url),
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return null;
  }
}
