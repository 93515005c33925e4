import { describe, expect, test } from "vitest";
import { changedKeys } from "../src/experiment/changed-keys.ts";
import { Project, tiny } from "./project.ts";

test("changed keys are leaves in the order of the newer config; lists are leaves", () => {
  const from = { a: { b: 1, gone: "x" }, list: [1, 2], same: [{ c: 1 }] };
  const to = { list: [1, 3], a: { b: 2, added: null }, same: [{ c: 1 }] };
  expect(changedKeys(from, to)).toEqual([
    { path: "list", from: [1, 2], to: [1, 3] },
    { path: "a.b", from: 1, to: 2 },
    { path: "a.gone", from: "x", to: undefined },
  ]);
});

describe("exp why", () => {
  const project = new Project();
  const why = (...words: string[]) => {
    const { status, stdout, stderr } = project.exp("why", "tiny", ...words);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    return stdout;
  };

  test("tells new, stored, and which key of which line changed", () => {
    expect(why()).toBe(
      "tiny: 4 trials, 4 to execute\n  4 trials: new: no trial of this sweepPoint and seed is stored\n",
    );
    expect(project.exp("run", "tiny").status).toBe(0);
    expect(why()).toBe("tiny: 4 trials, 0 to execute\n  4 trials: nothing changed: stored\n");

    const edited = tiny
      .replace("title: Tiny", "title: Small # a comment")
      .replace("says: it learns", "says: it learns well");
    project.write("experiments/tiny.yaml", edited);
    expect(why()).toContain("0 to execute");

    project.write("experiments/tiny.yaml", edited.replace("batchSize: 10", "batchSize: 9"));
    expect(why()).toContain(
      "4 trials: config changed: train.batchSize 10 → 9 (experiments/tiny.yaml:8:14)",
    );
    project.write("experiments/tiny.yaml", edited);
    expect(why("--seeds", "3")).toMatch(/2 to execute\n {2}4 trials: nothing.*2 trials: new/s);

    project.swapLabels();
    expect(why()).toMatch(/4 trials: data changed: [0-9a-f]{8} → [0-9a-f]{8}\n/);
  });
});
