import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@gradlab/schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlannedTrial } from "../src/run/planned-trials.ts";
import { parseShard, trialsOfShard } from "../src/run/shard.ts";
import { Project, ran, tiny } from "./project.ts";

/** The trials of a sweep whose axes have so many values, with so many seeds. */
function trialsOf(axes: readonly number[], seeds: number): PlannedTrial[] {
  let points: Record<string, number>[] = [{}];
  axes.forEach((size, axis) => {
    points = points.flatMap((point) =>
      Array.from({ length: size }, (_, value) => ({ ...point, [`axis${axis}`]: value })),
    );
  });
  return points
    .map((sweepPoint) => ({ sweepPoint, config: {} as never }))
    .flatMap((point) =>
      Array.from({ length: seeds }, (_, i) => ({ point, seed: i + 1, key: `${i}` })),
    );
}

const shardsOf = (trials: readonly PlannedTrial[], count: number) =>
  Array.from({ length: count }, (_, i) => trialsOfShard(trials, { index: i + 1, count }));

const spread = (counts: readonly number[]) => Math.max(...counts) - Math.min(...counts);

describe("shards", () => {
  test("are disjoint, are everything together, and differ by one trial at most, also of each sweepPoint", () => {
    const sweep = fc.record({
      axes: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }),
      seeds: fc.integer({ min: 1, max: 6 }),
      count: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(sweep, ({ axes, seeds, count }) => {
        const trials = trialsOf(axes, seeds);
        const shards = shardsOf(trials, count);
        expect(shards.flat()).toHaveLength(trials.length);
        expect(new Set(shards.flat())).toEqual(new Set(trials));
        expect(spread(shards.map((it) => it.length))).toBeLessThanOrEqual(1);
        for (const point of new Set(trials.map((it) => it.point))) {
          const own = shards.map((it) => it.filter((trial) => trial.point === point).length);
          expect(spread(own)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test("share the slow values of an axis, which every n-th trial would not", () => {
    const ofValue = (trials: readonly PlannedTrial[], value: number) =>
      trials.filter(({ point }) => point.sweepPoint["axis1"] === value).length;
    for (const shard of shardsOf(trialsOf([4, 2], 1), 4)) {
      expect([ofValue(shard, 0), ofValue(shard, 1)]).toEqual([1, 1]);
    }
  });

  test("are written i/n", () => {
    expect(parseShard("3/8")).toEqual({ index: 3, count: 8 });
    for (const text of ["", "0/3", "4/3", "1", "1/0", "-1/3", "1/3/5", "a/b", "1.5/2", "1e0/2"]) {
      expect(() => parseShard(text)).toThrow(UserError);
    }
    expect(() => parseShard("1/5000")).toThrow("too many shards: 5000; expected at most 1000");
  });
});

test("exp run --shard executes its part of what is missing, and writes neither run nor verdict", async () => {
  const project = new Project();
  const { status, stdout } = await project.main("run", "tiny", "--shard", "2/3", "--seeds", "2");
  expect(status).toBe(0);
  expect(stdout).toBe(
    "tiny: shard 2/3 has 1 of 4 trials; 1 executed, 0 stored; no run is written and nothing judged\n" +
      "Next, when all shards are done: pnpm exp merge <their results…>; pnpm exp run tiny --seeds 2\n",
  );
  expect(project.files("trials")).toHaveLength(1);
  expect(project.files("runs")).toEqual([]);

  const again = await project.main("run", "tiny", "--shard", "2/3", "--json");
  expect(JSON.parse(again.stdout)).toEqual({
    experiment: "tiny",
    shard: { index: 2, count: 3 },
    trials: { planned: 4, ofShard: 1, executed: 0, failed: 0 },
  });
  const dry = await project.main("run", "tiny", "--shard", "1/3", "--dry-run");
  expect(dry.stdout).toMatch(/^tiny: shard 1\/3 has 2 of 4 trials\n {2}learningRate .*\n {2}.*\n$/);
  expect(project.files("trials")).toHaveLength(1);
});

test("what is stored on one machine and not on another changes no shard", async () => {
  const [full, empty] = [await ran(), new Project()];
  const { stdout } = await full.main("run", "tiny", "--shard", "1/2");
  expect(stdout).toContain("shard 1/2 has 2 of 4 trials; 0 executed, 2 stored");
  await empty.main("run", "tiny", "--shard", "1/2");
  expect(full.files("trials")).toEqual(expect.arrayContaining(empty.files("trials")));
  await empty.main("run", "tiny", "--shard", "2/2");
  expect(empty.files("trials")).toEqual(full.files("trials"));
});

test("experiments of one command are dealt together", async () => {
  const single = tiny.replace("[0.1, 0.5]", "[0.5]");
  const project = new Project({ a: single, b: single });
  const { stdout } = await project.main(
    "run",
    "--all",
    "--shard",
    "1/4",
    "--dry-run",
    "--seeds",
    "2",
  );
  expect(stdout).toContain("a: shard 1/4 has 1 of 2 trials");
  expect(stdout).toContain("b: shard 1/4 has 0 of 2 trials");
});

test("a shard that is none is refused before anything is done", async () => {
  const project = new Project();
  const { status, stderr } = await project.main("run", "tiny", "--shard", "4/3");
  expect(status).toBe(2);
  expect(stderr).toBe("not a shard: 4/3; expected i/n with i from 1 to n, such as 1/8\n");
  expect(existsSync(join(project.root, "results"))).toBe(false);
});
