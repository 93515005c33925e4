import { once } from "node:events";
import type { Run } from "@gradlab/schema";
import { expect, test } from "vitest";
import { Project, tiny } from "./project.ts";
import { withRealThreads } from "./real-threads.ts";

withRealThreads();

/** The trial of 100,000,000 steps takes longer than any test waits, the others end in no time. */
const endless = tiny
  .replace("  train.optimizer.learningRate: [0.1, 0.5]", "  train.steps: [1, 100000000, 2]")
  .replace("seeds: 2", "seeds: 1")
  .replace(/claims:[^]*/, "");
const swept = endless.replace(/maxSeeds.*\n/, "");

const failed = "no result within 0.5 s (--trial-timeout)";

test("--trial-timeout ends a trial that hangs: tried twice, recorded as failed, the others go on", async () => {
  const project = new Project({ tiny: swept });
  const { status, stdout, stderr } = await project.main("run", "tiny", "--trial-timeout", "0.5s");
  expect(status).toBe(3);
  expect(stderr).toContain(`steps 100000000, seed 1: ${failed}; it is tried once more`);
  expect(stderr).toContain(`steps 100000000, seed 1: failed: ${failed}`);
  expect(stdout).toContain(`failed: steps 100000000, seed 1: ${failed}`);
  const trials = project
    .files("trials")
    .map((name) => JSON.parse(project.read(`results/tiny/trials/${name}`)) as { status: string });
  expect(trials.map(({ status }) => status).sort()).toEqual(["complete", "complete", "failed"]);
  const run = JSON.parse(project.read(`results/tiny/runs/${project.files("runs")[0]}`)) as Run;
  expect(run.trials.map(({ error }) => error)).toEqual([undefined, failed, undefined]);

  const again = await project.main("run", "tiny", "--trial-timeout", "0.1s");
  expect(again.stderr).toContain("tiny: 1 trial on 1 worker, idx, 2 of 3 are stored already");
});

test("--fail-fast stops at the first failed trial and keeps what ended before", async () => {
  const project = new Project({ tiny: swept });
  const flags = ["--trial-timeout", "0.5s", "--fail-fast", "--workers", "1"];
  const { status, stdout, stderr } = await project.main("run", "tiny", ...flags);
  expect(status).toBe(3);
  expect(stdout).toBe("");
  expect(stderr).toContain(
    `failed: steps 100000000, seed 1: ${failed}\n` +
      "stopped at the first failed trial: 1 of 3 trials are kept; the same command goes on from here\n",
  );
  expect(project.files("trials")).toHaveLength(2);
  expect(project.files("runs")).toEqual([]);
});

test("Ctrl-C twice stops at once, also in mid-trial, and keeps what ended before", async () => {
  const project = new Project({ tiny: swept });
  const child = project.start("run", "tiny", "--workers", "1");
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    if (/\[1\/3\]|finishing/.test(text)) child.kill("SIGINT");
  });
  const [code] = (await once(child, "close")) as [number];
  expect(stderr).toContain("press Ctrl-C again to stop at once");
  expect(stderr).toContain("interrupted: 1 of 3 trials are kept");
  expect(code).toBe(130);
  expect(project.files("trials")).toHaveLength(1);
});

test.each(["90", "0s", "-1s", "1e3s", "500h", "s", "5 m"])("%j is no duration", async (text) => {
  const { status, stderr } = await new Project().main("run", "tiny", `--trial-timeout=${text}`);
  expect(stderr).toBe(
    `not a duration: --trial-timeout ${text}; expected a number with its unit, such as 90s, 5m or 1.5h\n`,
  );
  expect(status).toBe(2);
});
