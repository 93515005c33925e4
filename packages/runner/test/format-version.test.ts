import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { Project, ran } from "./project.ts";

const version1 = fileURLToPath(new URL("../../schema/test/version-1", import.meta.url));

/** A project whose experiment and results gradlab 0.1.0 wrote before its release. */
function oldProject(): Project {
  const project = new Project();
  cpSync(version1, project.root, { recursive: true });
  return project;
}

test("results of version 1 are listed, shown, compared, exported and explained", async () => {
  const project = oldProject();
  const done = async (...args: string[]) => {
    const { status, stdout, stderr } = await project.main(...args);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    return stdout;
  };
  expect(await done("list")).toMatch(/tiny +4 +fail +Tiny/);
  expect(await done("show", "tiny", "--seed", "2", "--point", "learningRate 0.5")).toContain(
    "test.accuracy",
  );
  expect(await done("diff", "tiny", "baseline", "latest")).toContain("identical");
  expect(await done("why", "tiny")).toMatch(/4 trials: .*math changed/s);
  await done("export", "tiny", "--tensorboard", join(project.root, "events"));
  expect(await done("clean")).toContain("nothing to remove");
});

const newer = (text: string) => text.replace(/"formatVersion": ?1/, '"formatVersion": 2');

test("a trial of a newer gradlab is refused by name, and left as it is", async () => {
  const project = await ran();
  const [name] = project.files("trials");
  const path = `results/tiny/trials/${name}`;
  const text = newer(project.read(path));
  project.write(path, text);
  for (const command of ["run", "check", "why", "verify", "show", "baseline"]) {
    const { status, stderr } = await project.main(command, "tiny");
    expect(stderr).toBe(
      `${path} was written by a newer gradlab (formatVersion 2); this one reads 1; update\n`,
    );
    expect(status).toBe(2);
  }
  expect(project.read(path)).toBe(text);
});

test("so are a run and a baseline; the list tells of it and goes on", async () => {
  const project = await ran();
  await project.main("baseline", "tiny");
  project.write("results/baselines/tiny.json", newer(project.read("results/baselines/tiny.json")));
  const { stderr } = await project.main("diff", "tiny", "baseline", "latest");
  expect(stderr).toMatch(/^results\/baselines\/tiny.json was written by a newer gradlab .*\n$/);

  const path = `results/tiny/runs/${project.files("runs")[0]}`;
  project.write(path, newer(project.read(path)));
  for (const command of ["run", "verify", "baseline", "show"]) {
    const { status, stderr } = await project.main(command, "tiny");
    expect(stderr).toContain(`${path} was written by a newer gradlab (formatVersion 2)`);
    expect(status).toBe(2);
  }
  const list = await project.main("list");
  expect(list.status).toBe(0);
  expect(list.stdout).toContain(`${path} was written by a newer gradlab (formatVersion 2)`);
});

test("a trial without a formatVersion is set aside for that, and computed again", async () => {
  const project = await ran();
  const [name] = project.files("trials");
  const path = `results/tiny/trials/${name}`;
  project.write(path, project.read(path).replace('"formatVersion":1,', ""));
  const { status, stderr } = await project.main("run", "tiny");
  expect(stderr).toContain(`set aside ${path}: no formatVersion; expected 1; it is computed again`);
  expect(status).toBe(0);
});
