import { utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Project, ran } from "./project.ts";

test("exp clean keeps what a run that goes on, or was broken off, has finished", async () => {
  const project = await ran();
  const ofNewRun = "results/tiny/trials/learningRate-9-s1-0123abcd.json";
  project.write(ofNewRun, "{");
  const { stderr, stdout } = await project.main("clean", "--yes");
  expect(stderr).toBe(
    "tiny: 1 trial is younger than its newest run: kept, as a run may go on with them\n",
  );
  expect(stdout).toBe("nothing to remove\n");
  expect(project.read(ofNewRun)).toBe("{");
});

test("exp clean says what no run refers to, and removes it only when told", async () => {
  const project = new Project();
  await project.main("run", "tiny", "--seeds", "1");
  expect((await project.main("clean")).stdout).toContain("nothing to remove");

  const kept = project.files("trials");
  const lost = "learningRate-9-s1-0123abcd.json";
  const temporary = "learningRate-9-s1-0123abcd.json.123456";
  const young = "learningRate-9-s2-0123abcd.json.654321";
  for (const name of [lost, temporary, young, `${lost}.broken`]) {
    project.write(`results/tiny/trials/${name}`, "{");
  }
  const makeOld = (name: string) =>
    utimesSync(join(project.root, "results/tiny/trials", name), 1, 1);
  makeOld(temporary);
  makeOld(lost);

  const said = (await project.main("clean")).stdout;
  expect(said).toContain(`${lost} (1 kB): no run refers to it`);
  expect(said).toContain(`${temporary} (1 kB): left half-written`);
  expect(said).toContain(`${lost}.broken (1 kB): set aside as broken`);
  expect(said).toContain("3 files, 1 kB would be removed\nNext: pnpm exp clean --yes");
  expect(project.files("trials")).toHaveLength(kept.length + 4);

  expect((await project.main("clean", "tiny", "--yes")).stdout).toContain("removed 3 files");
  expect(project.files("trials")).toEqual([...kept, young].sort());

  project.write("results/tiny/runs/20260101T000000Z-0000.json", "half a ru");
  project.write(`results/tiny/trials/${lost}`, "{");
  const unsure = await project.main("clean");
  expect(unsure.stdout).toBe("nothing to remove\n");
  expect(unsure.stderr).toBe(
    "cannot read results/tiny/runs/20260101T000000Z-0000.json: not valid JSON; every trial beside it is kept\n",
  );

  const { status, stderr } = await project.main("clean", "tinny");
  expect(status).toBe(2);
  expect(stderr).toBe("no results: tinny; did you mean tiny?\n");
});
