import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ExpProcess } from "./exp-process.ts";
import { Project, ran, tiny, withoutTimes } from "./project.ts";

test("a run trains, judges, stores, and says what to type next", () => {
  const project = new Project();
  const { status, stdout, stderr } = project.exp("run", "tiny", "--workers", "2");
  expect(stderr).toContain("tiny: 4 trials on 2 workers, idx");
  expect(stderr).toMatch(/\[4\/4\] learningRate .*: test accuracy .* %/);
  expect(stdout).toMatch(/learningRate 0.5 +2 +100.00 ± 0.00 %/);
  expect(stdout).toContain("✓ pass  it learns");
  expect(stdout).toContain("Next: pnpm report tiny");
  expect(status).toBe(0);
  expect(project.files("trials")).toHaveLength(4);
  expect(project.files("runs")).toHaveLength(1);
});

test("a second run executes nothing; another seed executes one trial for each sweepPoint", async () => {
  const project = await ran();
  const again = await project.main("run", "tiny");
  expect(again.stdout).toContain("tiny: nothing to execute, all 4 trials are stored");
  expect(again.status).toBe(0);
  expect(project.files("runs")).toHaveLength(1);
  const more = await project.main("run", "tiny", "--seeds", "3", "--workers", "2");
  expect(more.stderr).toContain("tiny: 2 trials on 2 workers, idx, 4 of 6 are stored already");
  expect(project.files("trials")).toHaveLength(6);
});

test("editing title, claims and comments re-runs nothing", async () => {
  const project = await ran();
  project.write(
    "experiments/tiny.yaml",
    tiny.replace("Tiny", "Small # it is").replace("0.5\n`", "0.6\n"),
  );
  expect((await project.main("run", "tiny")).stdout).toContain("nothing to execute");
});

test("a trial stored under one sweep is found under another", async () => {
  const project = await ran();
  project.write(
    "experiments/tiny.yaml",
    tiny.replace("seeds: 2", "  model.hidden: [[4]]\nseeds: 2"),
  );
  const { stdout } = await project.main("run", "tiny");
  expect(stdout).toContain("nothing to execute");
  expect(stdout).toMatch(/learningRate 0.5, hidden \[4\] +2 +100.00/);
});

test("a trial file cut in half is set aside by name and computed again", async () => {
  const project = await ran();
  const [name] = project.files("trials");
  const path = join(project.root, "results/tiny/trials", name!);
  const whole = readFileSync(path, "utf8");
  writeFileSync(path, whole.slice(0, whole.length / 2));
  const { status, stderr } = await project.main("run", "tiny");
  expect(status).toBe(0);
  expect(stderr).toContain(`set aside results/tiny/trials/${name}: not valid JSON`);
  expect(withoutTimes(readFileSync(path, "utf8"))).toBe(withoutTimes(whole));
  expect(project.files("trials")).toContain(`${name}.broken`);
});

test("killed half-way, the next run goes on where it was; Ctrl-C lets running trials end and keeps them", async () => {
  // So many that neither run comes to its end before it hears of it, on whatever machine.
  const project = new Project({ tiny: tiny.replace("steps: 60", "steps: 1000") });
  const args = ["run", "tiny", "--workers", "1", "--seeds", "500"] as const;
  const killed = new ExpProcess(project, ...args);
  await killed.says(/\[(?!1\/)\d+\/1000\]/);
  await killed.end("SIGKILL");
  const whole = () => project.files("trials").filter((name) => name.endsWith(".json")).length;
  const before = whole();
  expect(before).toBeGreaterThanOrEqual(2);

  const next = new ExpProcess(project, ...args);
  await next.says(/\[1\/\d+\]/);
  expect(await next.end("SIGINT")).toBe(130);
  expect(next.stderr).toContain(`, ${before} of 1000 are stored already`);
  expect(next.stderr).toContain("finishing the trials that run");
  expect(next.stderr).toContain(
    `interrupted: ${whole()} of 1000 trials are kept; the same command goes on from here`,
  );
  expect(whole()).toBeGreaterThan(before);
});

test("two runs at once both succeed, and leave the bytes of one", async () => {
  const undisturbed = await ran();
  const project = new Project();
  const both = [project.start("run", "tiny"), project.start("run", "tiny")];
  const codes = await Promise.all(both.map((child) => once(child, "close")));
  expect(codes.map(([code]) => code as number)).toEqual([0, 0]);
  expect(project.files("trials")).toEqual(undisturbed.files("trials"));
  for (const name of project.files("trials")) {
    const path = `results/tiny/trials/${name}`;
    expect(withoutTimes(project.read(path))).toBe(withoutTimes(undisturbed.read(path)));
  }
  expect((await project.main("run", "tiny")).stdout).toContain("nothing to execute");
});

test("a diverging trial is a result: status, step, tensor, and a claim that fails", async () => {
  const project = new Project({
    tiny: tiny
      .replace("[0.1, 0.5]", "[0.1, 1e6]")
      .replace("learningRate: 0.5 }\n    atLeast", "learningRate: 1e6 }\n    atLeast")
      .replace(
        "activation: relu, init: { type: he }",
        "activation: identity, init: { type: normal, std: 1 }",
      )
      .replace("steps: 60", "steps: 2000"),
  });
  const { status, stdout } = await project.main("run", "tiny");
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /learning-rate-too-large: learningRate 1000000, seeds 1, 2: the loss stopped being a number at step \d+; \w+ was the first/,
  );
  expect(stdout).toContain("✗ fail  it learns");
  expect(stdout).toContain("2 of 2 trials have no test.accuracy");
});

test("check exits 1 when a claim fails, and says by how much", async () => {
  const project = new Project({ tiny: tiny.replace("atLeast: 0.5", "atMost: 0.5") });
  const { status, stdout } = await project.main("check", "tiny");
  expect(stdout).toContain("✗ fail  it learns");
  expect(stdout).toContain("expected at most 50.00 %:\n      100.00 %, n = 2, all the same;");
  expect(status).toBe(1);
});

test("check --stored never takes missing trials for a pass", async () => {
  const project = new Project();
  const { status, stdout } = await project.main("check", "tiny", "--stored");
  expect(stdout).toContain(
    "missing: learningRate 0.5, seed 2\n`pnpm exp run tiny` executes what is",
  );
  expect(status).toBe(1);
});

test("one seed is inconclusive: check passes, check --strict exits 4", async () => {
  const project = new Project();
  expect((await project.main("check", "tiny", "--seeds", "1")).status).toBe(0);
  const { status, stdout } = await project.main("check", "tiny", "--seeds", "1", "--strict");
  expect(stdout).toContain("? inconclusive  it learns");
  expect(status).toBe(4);
});

test("--dry-run says what would be executed and executes nothing", async () => {
  const project = new Project();
  const { status, stdout } = await project.main("run", "tiny", "--dry-run");
  expect(stdout).toContain("tiny: 4 of 4 trials would be executed\n  learningRate 0.1, seed 1\n");
  expect(status).toBe(0);
  expect(() => project.files("trials")).toThrow();
});

test("a run says where each setting comes from, also of a map of settings and of --seeds", async () => {
  const text = "model.init={type: normal, std: 0.1}";
  const { stdout } = await new Project().main("run", "tiny", text, "--seeds", "1", "--json");
  const { configOrigins } = JSON.parse(stdout) as { configOrigins: Record<string, string> };
  expect(configOrigins).toMatchObject({
    "model.init.type": text,
    "model.init.std": text,
    seeds: "--seeds 1",
    "model.type": "experiments/tiny.yaml:5:16",
  });
});

test("list ends with an experiment that has not been run yet, in the order of the chapters", async () => {
  const project = await ran();
  project.write("experiments/a.yaml", tiny.replace("title:", "chapter: 6\ntitle:"));
  project.write("experiments/b.yaml", tiny.replace("title:", "chapter: 2\ntitle:"));
  project.write("experiments/c.yaml", tiny.replace("title:", "titel:"));
  expect((await project.main("list")).stdout).toMatch(/\nNext: pnpm exp run b\n$/);
});

test("--json is one JSON document on standard output", async () => {
  const project = new Project();
  const run = JSON.parse((await project.main("run", "tiny", "--json")).stdout) as {
    trials: unknown[];
  };
  expect(run.trials).toHaveLength(4);
  const [entry] = JSON.parse((await project.main("list", "--json")).stdout) as {
    verdict: string;
  }[];
  expect(entry!.verdict).toBe("pass");
});
