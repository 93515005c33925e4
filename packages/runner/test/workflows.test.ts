import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { Project, tiny } from "./project.ts";

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, string>;
}
interface Workflow {
  jobs: Record<string, { steps: Step[]; strategy?: { matrix: { shard: number[] } } }>;
}

const folder = fileURLToPath(new URL("../../../.github/workflows/", import.meta.url));
const files = readdirSync(folder);
const workflow = (file: string) => parse(readFileSync(join(folder, file), "utf8")) as Workflow;
const stepsOf = (file: string) => Object.values(workflow(file).jobs).flatMap(({ steps }) => steps);

/** The words after `exp` of every line that calls it; `values` stand for what GitHub fills in. */
function expWords(steps: readonly Step[], values: Record<string, number> = {}): string[][] {
  return steps
    .flatMap(({ run = "" }) => run.split("\n"))
    .flatMap(
      (line) =>
        /^npx -y pnpm@12 (?:-s )?exp (.*?)(?: >> "\$GITHUB_STEP_SUMMARY")?$/.exec(line)?.[1] ?? [],
    )
    .map((words) => words.replaceAll(/\$\{\{ ([\w.-]+) \}\}/g, (_, name) => String(values[name])))
    .map((words) => words.split(" "));
}

test.each(files)("%s: every action is pinned to a major version", (file) => {
  for (const { uses } of stepsOf(file)) if (uses) expect(uses).toMatch(/^actions\/[a-z-]+@v\d+$/);
});

test.each(files)("%s: Markdown goes to the page of the job, without the header of pnpm", (file) => {
  for (const { run = "" } of stepsOf(file)) {
    if (run.includes("--markdown")) {
      expect(run).toMatch(/^npx -y pnpm@12 -s exp .* >> "\$GITHUB_STEP_SUMMARY"$/);
    }
  }
});

test("experiments.yml: as many machines as it has, each with its shard, and one that judges", async () => {
  const { shard, check } = workflow("experiments.yml").jobs;
  const shards = shard!.strategy!.matrix.shard;
  const uploaded = shard!.steps.flatMap((step) => step.with?.["path"] ?? []).at(-1);
  expect(uploaded).toBe("results/*/trials");
  const judge = new Project({ tiny, other: tiny });
  for (const index of shards) {
    const machine = new Project({ tiny, other: tiny });
    const values = { "matrix.shard": index, "strategy.job-total": shards.length };
    const [words, ...more] = expWords(shard!.steps, values);
    expect(more).toEqual([]);
    expect(await machine.main(...words!)).toMatchObject({ status: 0 });
    for (const name of readdirSync(join(machine.root, "results"))) {
      const trials = join("results", name, "trials");
      // The artifact begins below the part of its path without a star.
      const artifact = join(judge.root, "shards", `trials-${index}`, name, "trials");
      cpSync(join(machine.root, trials), artifact, { recursive: true });
    }
  }
  const [merge, judged, ...more] = expWords(check!.steps);
  expect(more).toEqual([]);
  expect(await judge.main(...merge!)).toMatchObject({ status: 0 });
  const { status, stdout, stderr } = await judge.main(...judged!);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" }); // nothing was left to execute
  expect(stdout).toMatch(/^\*\*✅ pass\*\*: 2 of 2 experiments pass\n/);
  expect(judge.files("trials")).toHaveLength(4);
});

test("ci.yml: the experiments that it checks are there, and its words are ours", async () => {
  const commands = expWords(stepsOf("ci.yml"));
  expect(commands.map(([command]) => command)).toEqual(["check"]);
  for (const words of commands) {
    const project = new Project({ [words[1]!]: tiny });
    expect(readdirSync(join(folder, "../../experiments"))).toContain(`${words[1]}.yaml`);
    expect(await project.main(...words)).toMatchObject({ status: 0 });
  }
});
