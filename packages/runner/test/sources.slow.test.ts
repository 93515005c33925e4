import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { Project } from "./project.ts";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const copy = mkdtempSync(join(tmpdir(), "gradlab-copy-"));
const project = new Project();

/** gradlab's own sources, to be edited; the packages of others are those of the repository. */
function copySources(): void {
  symlinkSync(join(repository, "node_modules"), join(copy, "node_modules"));
  for (const name of ["schema", "core", "mnist-data", "models", "runner"]) {
    cpSync(join(repository, "packages", name), join(copy, "packages", name), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => basename(path) !== "test",
    });
  }
}

function exp(...args: string[]): string {
  const bin = join(copy, "packages/runner/bin/exp.mjs");
  const env = { ...process.env, NO_COLOR: "1", XDG_CACHE_HOME: join(copy, "cache") };
  const done = spawnSync(process.execPath, [bin, ...args], {
    cwd: project.root,
    env,
    encoding: "utf8",
  });
  expect(done.stderr).not.toMatch(/^ +at /m);
  expect(done.status).toBe(0);
  return done.stdout;
}

function edit(file: string, from: string | RegExp, to: string): void {
  const path = join(copy, "packages", file);
  const text = readFileSync(path, "utf8");
  expect(text).toMatch(from);
  writeFileSync(path, text.replace(from, to));
}

beforeAll(() => {
  mkdirSync(join(copy, "packages"));
  copySources();
  exp("run", "tiny");
}, 120_000);

test("editing the runner, the schema, or comments and types of the math re-runs nothing; the math all", () => {
  edit("runner/src/terminal/closing.ts", "expected ", "which should be ");
  edit("runner/src/run/run-record.ts", /^/, "// A comment.\nexport const more = 1;\n");
  edit("schema/src/claim.ts", /^/, "export const more = 1;\n");
  edit("core/src/losses.ts", /^/, "/** A comment. */\ntype More = number;\n\n\n");
  edit("models/src/train.ts", /^/, "// A comment.\n");
  expect(exp("why", "tiny")).toContain("4 trials, 0 to execute");
  expect(exp("run", "tiny")).toContain("nothing to execute");

  edit("models/src/train.ts", /$/, "export const more = 1;\n");
  expect(exp("why", "tiny")).toMatch(/4 to execute\n {2}4 trials: math changed: \w{8} → \w{8}\n/);
  expect(exp("run", "tiny")).not.toContain("nothing to execute");
});
