import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Project, ran, tiny, withoutTimes } from "./project.ts";

/** Projects that executed a shard each of the same experiment. */
async function sharded(count: number): Promise<Project[]> {
  const projects = Array.from({ length: count }, () => new Project());
  for (const [i, project] of projects.entries()) {
    const { status, stderr } = await project.main("run", "tiny", "--shard", `${i + 1}/${count}`);
    if (status !== 0) throw new Error(stderr);
  }
  return projects;
}

const trialPath = (name: string) => `results/tiny/trials/${name}`;
const resultsOf = ({ root }: Project) => join(root, "results");

test("three shards merged are a whole run, byte for byte but for provenance and timing", async () => {
  const [whole, target, shards] = [await ran(), new Project(), await sharded(3)];
  const { status, stdout } = await target.main("merge", ...shards.map(resultsOf));
  expect(status).toBe(0);
  expect(stdout).toBe(
    "tiny: 4 trials found, 4 copied, 0 here already\n" +
      "Next: pnpm exp run tiny with the shards' own words judges them\n",
  );
  expect(target.files("trials")).toEqual(whole.files("trials"));
  for (const name of target.files("trials")) {
    expect(withoutTimes(target.read(trialPath(name)))).toBe(
      withoutTimes(whole.read(trialPath(name))),
    );
  }
  const run = await target.main("run", "tiny");
  expect(run.stdout).toContain("nothing to execute, all 4 trials are stored");
  expect(run.stdout).toContain("✓ pass  it learns");
  expect(target.files("runs")).toHaveLength(1);
});

test("a folder of artifacts, merged twice, and over trials that are here: what is new is counted", async () => {
  const [whole, target, shards] = [await ran(), new Project(), await sharded(2)];
  const artifacts = join(target.root, "artifacts");
  for (const [i, shard] of shards.entries()) {
    cpSync(shard.root, join(artifacts, `shard-${i + 1}`), { recursive: true });
  }
  cpSync(
    join(whole.root, "results/tiny/trials", whole.files("trials")[0]!),
    join(artifacts, "own/tiny/trials", whole.files("trials")[0]!),
  );
  expect((await target.main("merge", "artifacts/shard-2")).stdout).toMatch(/^tiny: 2 .*, 2 copied/);
  expect(JSON.parse((await target.main("merge", "artifacts", "--json")).stdout)).toEqual([
    { experiment: "tiny", found: 4, copied: 2, failed: 0 },
  ]);
  expect((await target.main("merge", "artifacts")).stdout).toContain("0 copied, 4 here already");
});

test("params come along with their trials, also to a trial that is here without", async () => {
  const [source, target, without] = [new Project(), new Project(), await ran()];
  await source.main("run", "tiny", "--save-params");
  for (const project of [target, without]) {
    await project.main("merge", resultsOf(source));
    expect(project.files("trials")).toEqual(source.files("trials"));
    const again = await project.main("run", "tiny", "--save-params");
    expect(again.stdout).toContain("nothing to execute");
  }
});

test("a failed trial is copied, told of, and gives way to a complete one", async () => {
  const [whole, failed, target] = [await ran(), await ran(), new Project()];
  const [name] = failed.files("trials");
  const trial = JSON.parse(failed.read(trialPath(name!))) as Record<string, unknown>;
  failed.write(
    trialPath(name!),
    JSON.stringify({ ...trial, status: "failed", error: "Error: no", metrics: {}, series: {} }),
  );
  const first = await target.main("merge", resultsOf(failed));
  expect(first.stdout).toContain("4 copied, 1 of them failed: a run executes them again");
  const second = await target.main("merge", resultsOf(failed), resultsOf(whole));
  expect(second.stdout).toContain("tiny: 4 trials found, 1 copied, 3 here already");
  expect(target.read(trialPath(name!))).toBe(whole.read(trialPath(name!)));
});

type Spoil = (path: string, text: string) => void;
const edited =
  (edit: (text: string) => string): Spoil =>
  (path, text) =>
    writeFileSync(path, edit(text));

const refusals: [string, Spoil, string][] = [
  ["cut short", edited((text) => text.slice(0, 500)), "not valid JSON"],
  ["empty", edited(() => ""), "not valid JSON"],
  ["of another form", edited((text) => text.replace('"seed":1', '"seed":"x"')), "seed: Invalid"],
  [
    "written by a newer gradlab",
    edited((text) => text.replace('"formatVersion":1', '"formatVersion":2')),
    "was written by a newer gradlab (formatVersion 2); this one reads 1; update",
  ],
  [
    "without a formatVersion",
    edited((text) => text.replace('"formatVersion":1,', "")),
    "no formatVersion; expected 1",
  ],
  [
    "with a config edited by hand",
    edited((text) => text.replace('"batchSize":10', '"batchSize":11')),
    "its key is not that of its config, seed, data and math",
  ],
  [
    "of another experiment",
    edited((text) => text.replace('"experiment":"tiny"', '"experiment":"../../etc"')),
    "a trial of ../../etc; expected one of tiny",
  ],
  [
    "under another's name",
    (path, text) => {
      rmSync(path);
      writeFileSync(path.replace("-s1-", "-s7-"), text);
    },
    "named otherwise than its seed 1 and key",
  ],
  [
    "a folder",
    (path) => {
      rmSync(path);
      mkdirSync(path);
    },
    "not a regular file",
  ],
];

test.each(refusals)(
  "a trial file that is %s is refused by name, and nothing is copied",
  async (_, spoil, says) => {
    const [source, target] = [await ran(), new Project()];
    const name = source.files("trials").find((it) => it.includes("-s1-"))!;
    const path = join(source.root, trialPath(name));
    spoil(path, readFileSync(path, "utf8"));
    const { status, stderr } = await target.main("merge", resultsOf(source));
    expect(status).toBe(2);
    expect(stderr).toContain(says);
    expect(stderr).toContain(source.root);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(existsSync(resultsOf(target))).toBe(false);
  },
);

test("other bits of the same key are refused, whether they are here or in another folder", async () => {
  const [source, target] = [await ran(), await ran()];
  const [name] = source.files("trials");
  const whole = source.read(trialPath(name!));
  source.write(trialPath(name!), whole.replace(/"W1":"[0-9a-f]{4}/, '"W1":"0000'));
  const here = await target.main("merge", resultsOf(source));
  expect(here.status).toBe(2);
  expect(here.stderr).toContain(
    `${join(resultsOf(source), "tiny/trials", name!)}: other bits than ${trialPath(name!)}: W1 differs after step 1\n`,
  );
  expect(here.stderr).toContain("nothing was merged");
  const elsewhere = await new Project().main("merge", resultsOf(source), resultsOf(target));
  expect(elsewhere.status).toBe(2);
  expect(elsewhere.stderr).toContain("W1 differs after step 1");
});

test("what is no folder of trials of this project is refused", async () => {
  const source = await ran();
  const target = new Project({ other: tiny });
  const expected: [string[], string][] = [
    [[], "no folder named; expected folders with <experiment>/trials in them"],
    [["nowhere"], "cannot read nowhere: no such folder"],
    [["experiments/other.yaml"], "a file stands where a folder is expected"],
    [["data"], "no trials: data\nexpected a folder of results"],
    [[resultsOf(source)], "tiny/trials: unknown experiment"],
  ];
  for (const [folders, says] of expected) {
    const { status, stderr } = await target.main("merge", ...folders);
    expect(stderr).toContain(says);
    expect(status).toBe(2);
  }
});
