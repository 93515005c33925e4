import { configOf, taskNames, UserError } from "@gradlab/schema";
import { existsSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { resolve } from "../src/experiment/resolve.ts";
import { schemaAddress } from "../src/experiment/schema-address.ts";
import { parseSource } from "../src/experiment/source.ts";
import { templateText, writeTemplate } from "../src/experiment/write-template.ts";
import { Project, tiny } from "./project.ts";

/** All but those that go through a whole data set run in a moment. */
const quick = taskNames.filter((task) => !("dataset" in configOf(task).shape));

describe.each(taskNames)("%s", (task) => {
  test("its template resolves, with a claim at least", () => {
    const { experiment, claims } = resolve("new", parseSource(templateText("new", task), "new"));
    expect(experiment.task).toBe(task);
    expect(claims.length).toBeGreaterThan(0);
  });
});

test("what init writes bears out its claims, and passes without another word", async () => {
  const project = new Project({});
  for (const task of quick) writeTemplate(project.root, task, task);
  const { status, stdout } = await project.main("check", "--strict");
  expect(stdout.match(/✓ pass/g)!.length).toBeGreaterThanOrEqual(quick.length);
  expect(stdout).not.toMatch(/✗|\?/);
  expect(status).toBe(0);
});

test("it ends with the next command", () => {
  const project = new Project({});
  const { status, stdout } = project.exp("init", "new", "--task", "curve");
  expect(stdout).toBe("wrote experiments/new.yaml\nNext: pnpm exp run new\n");
  expect(status).toBe(0);
  const [first, ...rest] = project.read("experiments/new.yaml").split("\n");
  expect(first).toMatch(/^# yaml-language-server: \$schema=https:.*experiment\.schema\.json$/);
  expect(rest.join("\n")).toBe(templateText("new", "curve"));
});

test("the train template is the default, and runs", async () => {
  const project = new Project({});
  expect((await project.main("init", "first-try")).status).toBe(0);
  expect(project.read("experiments/first-try.yaml")).toContain("title: First try\n");
  const { status, stdout } = await project.main(
    "run",
    "first-try",
    "dataset={ type: idx, dir: data }",
    "train.batchSize=10",
  );
  expect(stdout).toContain("✓ pass  0.1 reads most digits");
  expect(status).toBe(0);
});

test.each(["1e3", "null", "0", "a--", "y"])("%s stays a text", (name) => {
  const { experiment } = resolve(name, parseSource(templateText(name, "curve"), name));
  expect(experiment.title.toLowerCase()).toBe(name.replaceAll("-", " ").trim());
});

test("a file that exists is left as it is", async () => {
  const project = new Project();
  const { status, stdout, stderr } = await project.main("init", "tiny");
  expect(stderr).toContain("exists already: experiments/tiny.yaml\nnothing was changed");
  expect([status, stdout]).toEqual([2, ""]);
  expect(project.read("experiments/tiny.yaml")).toBe(tiny);
});

test("nothing is written through a link", async () => {
  const project = new Project({});
  symlinkSync(join(project.root, "elsewhere"), join(project.root, "experiments/link.yaml"));
  expect((await project.main("init", "link")).status).toBe(2);
  expect(existsSync(join(project.root, "elsewhere"))).toBe(false);
});

const badNames = [
  ["a path", "../up"],
  ["a folder", "a/b"],
  ["a backslash", "a\\b"],
  ["capitals", "Sweep"],
  ["other letters", "größe"],
  ["a control character", "a\u0007b"],
  ["an extension", "a.yaml"],
  ["a flag", "-a"],
  ["a space", "a b"],
  ["a line end", "a\n"],
  ["nothing", ""],
  ["61 letters", "a".repeat(61)],
  ["ten thousand", "a".repeat(10_000)],
] as const;

test.each(badNames)("%s is no name", (_, name) => {
  const project = new Project({});
  const write = () => writeTemplate(project.root, name, "train");
  expect(write).toThrow(UserError);
  expect(write).toThrow(/^not a name for an experiment: .{0,200}\n.{0,100}$/);
  expect(readdirSync(join(project.root, "experiments"))).toEqual([]);
});

test.each([
  ["a path", ["../up"], "not a name for an experiment: ../up\nexpected 1 to 60 of"],
  ["an unknown task", ["x", "--task", "trian"], "unknown task: trian; did you mean train?"],
  ["a prototype task", ["x", "--task", "__proto__"], "unknown task: __proto__; expected one of"],
  ["no name", [], "Not enough non-option arguments"],
])("%s", async (_, args, says) => {
  const project = new Project({});
  const { status, stdout, stderr } = await project.main("init", ...args);
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/^ +at /m);
  expect([status, stdout]).toEqual([2, ""]);
  expect(readdirSync(join(project.root, "experiments"))).toEqual([]);
});

test("a folder with a package.json becomes a project", () => {
  const root = join(new Project({}).root, "data");
  writeFileSync(join(root, "package.json"), "{}");
  expect(writeTemplate(root, "x", "train")).toBe("experiments/x.yaml");
  expect(readdirSync(join(root, "experiments"))).toEqual(["x.yaml"]);
});

test("an editor is told of the schema by a path within a clone, by an address elsewhere", () => {
  const clone = fileURLToPath(new URL("../../..", import.meta.url));
  const address = schemaAddress(clone.replace(/\/$/, ""));
  expect(address).toBe("../packages/schema/experiment.schema.json");
  expect(existsSync(join(clone, "experiments", address))).toBe(true);
  expect(schemaAddress(`${clone}elsewhere`)).toBe(`../${address}`);
  expect(schemaAddress(tmpdir())).toMatch(/^https:.*@gradlab\/schema@\d/);
});

test("outside a project nothing is made", () => {
  const project = new Project({});
  const write = () => writeTemplate(join(project.root, "data"), "x", "train");
  expect(write).toThrow("no folder experiments");
});
