import { expect, test } from "vitest";
import { Project, tiny, withoutTimes } from "./project.ts";
import { withRealThreads } from "./real-threads.ts";

withRealThreads();

/** Wide enough for a step to be shared. */
const wide = tiny
  .replace("hidden: [4]", "hidden: [300, 300]")
  .replace("steps: 60", "steps: 20")
  .replace("learningRate: [0.1, 0.5]", "learningRate: [0.5]")
  .replace("title: Tiny", "title: Wide");

test("threads that share a trial's steps leave the same bytes but for provenance and timing", async () => {
  const [alone, shared] = [new Project({ wide }), new Project({ wide })];
  await alone.main("run", "wide", "--workers", "1");
  const { status } = await shared.main("run", "wide", "--workers", "2", "--threads", "2");
  expect(status).toBe(0);
  expect(shared.files("trials", "wide")).toEqual(alone.files("trials", "wide"));
  for (const name of alone.files("trials", "wide")) {
    const path = `results/wide/trials/${name}`;
    expect(withoutTimes(shared.read(path))).toBe(withoutTimes(alone.read(path)));
  }
  const verified = await shared.main("verify", "wide", "--threads", "2");
  expect(verified).toMatchObject({ status: 0, stderr: expect.stringContaining("identical") });
});

test("a trial that is stopped takes the threads that share it with it", async () => {
  const project = new Project({ wide: wide.replace("steps: 20", "steps: 1000000") });
  const flags = ["--workers", "1", "--threads", "2", "--trial-timeout", "1s", "--json"];
  const { status, stderr } = await project.main("run", "wide", "--seeds", "1", ...flags);
  expect(status).toBe(3);
  expect(stderr).toContain("no result within 1 s");
});

test("threads are counted, and need the WASM kernels", async () => {
  const project = new Project();
  for (const [flags, says] of [
    [["--threads", "0"], "out of range: --threads 0; expected a whole number from 1 to 64"],
    [["--threads", "5000"], "out of range: --threads 5000; expected a whole number from 1 to 64"],
    [["--threads", "2", "--kernels", "reference"], "both --threads and --kernels reference"],
    [["--threads", "2", "--executor", "redis://127.0.0.1:1"], "both --executor and --threads"],
  ] as const) {
    const { status, stderr } = await project.main("run", "tiny", ...flags);
    expect(stderr).toContain(says);
    expect(status).toBe(2);
  }
});
