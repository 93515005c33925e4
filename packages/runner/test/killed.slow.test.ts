import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createRng } from "@gradlab/core";
import { run as runSchema, trial as trialSchema } from "@gradlab/schema";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { isUnfinished } from "../src/results/write-whole.ts";
import { Project, tiny } from "./project.ts";

/** Sixteen trials of a few hundredths of a second: a kill meets all that a run does. */
const experiment = tiny
  .replace("[0.1, 0.5]", "[0.1, 0.2, 0.3, 0.5]")
  .replace("steps: 60", "steps: 3000")
  .replace("seeds: 2\nmaxSeeds: 2", "seeds: 4\nmaxSeeds: 4");
const trialCount = 16;

const kills = 200;

/** Every whole file of `results/tiny`, each in its form, by name. */
function wholeFiles(project: Project): Map<string, string> {
  const found = new Map<string, string>();
  for (const [sub, schema] of [
    ["trials", trialSchema],
    ["runs", runSchema],
  ] as const) {
    const folder = join(project.root, "results/tiny", sub);
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      if (isUnfinished(name)) continue;
      const bytes = readFileSync(join(folder, name));
      found.set(`${sub}/${name}`, bytes.toString("base64"));
      if (name.endsWith(".json")) schema.parse(JSON.parse(bytes.toString()));
      else expect(name).toMatch(/\.safetensors$/);
    }
  }
  return found;
}

/** Trials and params, without what differs from one execution to the next. */
function results(project: Project): [string, string][] {
  return [...wholeFiles(project)]
    .filter(([name]) => name.startsWith("trials/"))
    .map(([name, base64]): [string, string] => {
      if (!name.endsWith(".json")) return [name, base64];
      const text = Buffer.from(base64, "base64").toString();
      const { provenance: _, timing: __, ...rest } = JSON.parse(text) as Record<string, unknown>;
      return [name, JSON.stringify(rest)];
    });
}

/** Runs and kills it after a while; resolves with what it had said, and its exit code if it was faster. */
async function runFor(project: Project, ms: number, ...flags: string[]) {
  const child = project.start("run", "tiny", ...flags);
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const closed = once(child, "close") as Promise<[number | null]>;
  await Promise.race([closed, wait(ms)]);
  child.kill("SIGKILL");
  const [code] = await closed;
  return { code, stderr };
}

const undisturbed: Record<"plain" | "params", [string, string][]> = { plain: [], params: [] };
let undisturbedMs = 0;
beforeAll(() => {
  for (const [kind, flags] of [
    ["plain", []],
    ["params", ["--save-params"]],
  ] as const) {
    const project = new Project({ tiny: experiment });
    const start = performance.now();
    expect(project.exp("run", "tiny", ...flags).status).toBe(0);
    undisturbedMs = performance.now() - start;
    undisturbed[kind] = results(project);
  }
});

test(`killed at ${kills} random moments: files are whole, no finished trial is lost, the end is the same`, async () => {
  const rng = createRng(1);
  let killed = 0;
  for (let campaign = 0; killed < kills; campaign++) {
    const kind = campaign % 2 === 0 ? "plain" : "params";
    const flags = kind === "params" ? ["--save-params"] : [];
    const project = new Project({ tiny: experiment });
    let before = new Map<string, string>();
    while (true) {
      const { code, stderr } = await runFor(project, rng.uniform() * undisturbedMs, ...flags);
      const after = wholeFiles(project);
      for (const [name, bytes] of before) expect(after.get(name), name).toBe(bytes);
      const told = [...stderr.matchAll(/\[\d+\/\d+\] learningRate (\S+), seed (\d+): test/g)];
      for (const [, rate, seed] of told) {
        const start = `trials/learningRate-${rate}-s${seed}-`;
        expect([...after.keys()].some((it) => it.startsWith(start) && it.endsWith(".json"))).toBe(
          true,
        );
      }
      expect(stderr).not.toMatch(/set aside|Error|^ +at /m);
      before = after;
      if (code === 0) break;
      expect(code).toBe(null);
      killed++;
    }
    expect(results(project)).toEqual(undisturbed[kind]);
    expectCleaned(project);
  }
});

/** What is left half-written stays for an hour, as it may be another process's, and goes then. */
function expectCleaned(project: Project): void {
  const trials = join(project.root, "results/tiny/trials");
  const unfinished = project.files("trials").filter(isUnfinished);
  for (const name of unfinished) utimesSync(join(trials, name), 1, 1);
  expect(project.exp("clean", "--yes").status).toBe(0);
  expect(project.files("trials").filter(isUnfinished)).toEqual([]);
  expect(project.exp("run", "tiny").stdout).toContain(`all ${trialCount} trials are stored`);
}

test("of two runs at once one is killed: the other succeeds with the same bytes", async () => {
  const rng = createRng(2);
  for (let i = 0; i < 15; i++) {
    const project = new Project({ tiny: experiment });
    const survivor = project.start("run", "tiny");
    const closed = once(survivor, "close") as Promise<[number | null]>;
    await runFor(project, rng.uniform() * 1.5 * undisturbedMs);
    expect((await closed)[0]).toBe(0);
    expect(results(project)).toEqual(undisturbed.plain);
  }
});

describe("a results folder on a file system of its own", () => {
  const mounted: string[] = [];
  afterEach(() => {
    for (const folder of mounted.splice(0)) spawnSync("umount", ["-l", folder]);
  });
  const mount = (folder: string, options: string) =>
    spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder]).status === 0;

  const mountedProject = (options: string) => {
    const project = new Project({ tiny: experiment });
    const folder = join(project.root, "results");
    mkdirSync(folder);
    if (!mount(folder, options)) return undefined;
    mounted.push(folder);
    return { project, remount: (how: string) => mount(folder, `remount,${how}`) };
  };
  const expectOneMessage = (stderr: string, trouble: string) => {
    expect(stderr).toContain(`cannot write to results/tiny: ${trouble}\n`);
    expect(stderr).not.toMatch(/^ +at |UserError/m);
  };

  test("full: one message, exit 2, nothing half-written; with room the next run goes on", ({
    skip,
  }) => {
    const it = mountedProject("size=64k");
    if (it === undefined) return skip("mounting a tmpfs needs root");
    const full = it.project.exp("run", "tiny");
    expectOneMessage(full.stderr, "no space left on the device");
    expect(full.status).toBe(2);
    expect(it.project.files("trials").filter(isUnfinished)).toEqual([]);
    const kept = wholeFiles(it.project).size;
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(trialCount);

    expect(it.remount("size=10m")).toBe(true);
    const again = it.project.exp("run", "tiny");
    expect(again.stderr).toContain(`${kept} of ${trialCount} are stored already`);
    expect(again.status).toBe(0);
    expect(results(it.project)).toEqual(undisturbed.plain);
  });

  test("read-only: one message, exit 2; what is stored can be judged all the same", ({ skip }) => {
    const it = mountedProject("size=10m");
    if (it === undefined) return skip("mounting a tmpfs needs root");
    expect(it.project.exp("run", "tiny", "--seeds", "1").status).toBe(0);
    expect(it.remount("ro")).toBe(true);
    const { status, stderr } = it.project.exp("run", "tiny");
    expectOneMessage(stderr, "the file system is read-only");
    expect(status).toBe(2);
    expect(it.project.exp("check", "tiny", "--seeds", "1", "--stored").status).toBe(0);
  });

  test("without permission to write: one message, exit 2", ({ skip }) => {
    if (process.getuid?.() === 0) return skip("root may write anywhere");
    const project = new Project({ tiny: experiment });
    mkdirSync(join(project.root, "results/tiny/trials"), { recursive: true });
    chmodSync(join(project.root, "results/tiny/trials"), 0o555);
    const { status, stderr } = project.exp("run", "tiny");
    expectOneMessage(stderr, "permission denied");
    expect(status).toBe(2);
  });
});
