import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { Project, ran, tiny } from "./project.ts";

const examples = fileURLToPath(new URL("../../../docs/shards/", import.meta.url));
const bin = fileURLToPath(new URL("../bin/exp.mjs", import.meta.url));

/** Runs what a scheduler would, with the variables that it sets, in a project where `pnpm exp` is this one. */
function schedule(project: Project, command: readonly string[], env: Record<string, string>): void {
  const tools = join(project.root, "tools");
  mkdirSync(tools, { recursive: true });
  writeFileSync(
    join(tools, "pnpm"),
    `#!/bin/sh\nshift\nexec "${process.execPath}" "${bin}" "$@"\n`,
  );
  chmodSync(join(tools, "pnpm"), 0o755);
  const path = [tools, process.env["PATH"]].join(delimiter);
  const [program, ...args] = command;
  const done = spawnSync(program!, args, {
    cwd: project.root,
    encoding: "utf8",
    env: {
      ...process.env,
      NO_COLOR: "1",
      XDG_CACHE_HOME: join(project.root, "cache"),
      PATH: path,
      ...env,
    },
  });
  expect(done.stderr).not.toMatch(/^ +at /m);
  expect(done.stdout).toContain("no run is written and nothing judged");
  expect(done.status).toBe(0);
}

async function expectWhole(project: Project, name: string): Promise<void> {
  expect(project.files("trials", name)).toEqual((await ran()).files("trials"));
  expect((await project.main("run", name)).stdout).toContain("nothing to execute");
}

test("docs/shards/slurm.sh: the tasks of an array in one folder are a whole run", async () => {
  const project = new Project();
  for (const index of [4, 5, 6]) {
    schedule(project, ["bash", join(examples, "slurm.sh"), "tiny"], {
      SLURM_ARRAY_TASK_ID: String(index),
      SLURM_ARRAY_TASK_MIN: "4",
      SLURM_ARRAY_TASK_COUNT: "3",
      SLURM_CPUS_PER_TASK: "1",
    });
  }
  await expectWhole(project, "tiny");
});

test("docs/shards/kubernetes.yaml: as many completions as shards, and together a whole run", async () => {
  const { spec } = parse(readFileSync(join(examples, "kubernetes.yaml"), "utf8")) as {
    spec: { completions: number; template: { spec: { containers: { command: string[] }[] } } };
  };
  const { command } = spec.template.spec.containers[0]!;
  expect(command.at(-1)).toContain(`/${spec.completions}`);
  const project = new Project({ "lr-sweep": tiny });
  for (let index = 0; index < spec.completions; index++) {
    schedule(project, command, { JOB_COMPLETION_INDEX: String(index) });
  }
  await expectWhole(project, "lr-sweep");
});
