import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Trial } from "@gradlab/schema";
import { readEvents } from "./event-reader.ts";
import { Project, ran } from "./project.ts";

/** The only event file of each trial's folder. */
function exported(project: Project, dir: string, experiment = "tiny") {
  const folder = join(project.root, dir, experiment);
  return readdirSync(folder)
    .sort()
    .map((slug) => {
      const names = readdirSync(join(folder, slug));
      expect(names).toHaveLength(1);
      return { slug, name: names[0]!, bytes: readFileSync(join(folder, slug, names[0]!)) };
    });
}

function edit(project: Project, name: string, change: (trial: Trial) => void): void {
  const path = `results/tiny/trials/${name}`;
  const trial = JSON.parse(project.read(path)) as Trial;
  change(trial);
  project.write(path, JSON.stringify(trial));
}

function expectMistake({ status, stderr }: ReturnType<Project["exp"]>, ...says: string[]) {
  for (const text of says) expect(stderr).toContain(text);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(status).toBe(2);
}

test("a run becomes an event file for each trial, with all that was stored", async () => {
  const project = await ran();
  const { status, stdout } = project.exp("export", "tiny", "--tensorboard", "logs");
  expect(stdout).toBe("tiny: 4 trials written to logs/tiny\nNext: tensorboard --logdir logs\n");
  expect(status).toBe(0);
  const files = exported(project, "logs");
  expect(files.map(({ slug }) => `${slug}.json`)).toEqual(project.files("trials"));
  for (const { slug, name, bytes } of files) {
    const trial = JSON.parse(project.read(`results/tiny/trials/${slug}.json`)) as Trial;
    const seconds = Date.parse(trial.provenance.createdAt) / 1000;
    expect(name).toBe(`events.out.tfevents.${Math.floor(seconds)}.gradlab`);
    const { version, wallTimes, scalars } = readEvents(bytes);
    expect(version).toBe("brain.Event:2");
    expect([...wallTimes]).toEqual([seconds]);
    const { loss, evaluation } = trial.series;
    for (const [tag, columns, column] of [
      ["train_loss", loss!.columns, "loss"],
      ["train_acc", evaluation!.columns, "train.accuracy"],
      ["test_acc", evaluation!.columns, "test.accuracy"],
    ] as const) {
      const stored = columns["step"]!.map((step, i) => [
        step,
        Math.fround(columns[column]![i] as number),
      ]);
      const read = scalars.filter(([it]) => it === tag).map(([, step, value]) => [step, value]);
      expect(read).toEqual(stored);
    }
    expect(scalars).toHaveLength(60 + 3 + 3);
    const steps = scalars.map(([, step]) => step as number);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  }
});

test("the same results give the same bytes, and a new export replaces the last one", async () => {
  const project = await ran();
  await project.main("export", "tiny", "--tensorboard", "logs");
  const before = exported(project, "logs");
  const folder = join(project.root, "logs/tiny", before[0]!.slug);
  writeFileSync(join(folder, before[0]!.name), "half a fi");
  writeFileSync(join(folder, "events.out.tfevents.1.gradlab"), "of an earlier run");
  const { stdout } = await project.main("export", "tiny", "--tensorboard", "logs");
  expect(stdout).toContain("1 files of an earlier export removed");
  expect(exported(project, "logs")).toEqual(before);
});

test("trials that are not of the newest run leave the export; files of others stay", async () => {
  const project = await ran();
  await project.main("export", "tiny", "--tensorboard", "logs");
  const { slug } = exported(project, "logs")[0]!;
  project.write(`logs/tiny/${slug}/notes.txt`, "mine");
  project.write("logs/tiny/notes.txt", "mine");
  await project.main("run", "tiny", "train.steps=40");
  await project.main("export", "tiny", "--tensorboard", "logs");
  expect(readdirSync(join(project.root, "logs/tiny"))).toHaveLength(4 + 2);
  expect(readdirSync(join(project.root, "logs/tiny", slug))).toEqual(["notes.txt"]);
});

test("numbers that are not finite are written as they are, what was not measured is left out", async () => {
  const project = await ran();
  const [name] = project.files("trials");
  edit(project, name!, ({ series }) => {
    const { columns } = series["loss"]!;
    columns["loss"]!.splice(0, 4, "NaN", "Infinity", "-Infinity", null);
    series["evaluation"]!.columns["test.accuracy"]![0] = 0;
  });
  await project.main("export", "tiny", "--tensorboard", "logs");
  const { scalars } = readEvents(exported(project, "logs")[0]!.bytes);
  const losses = scalars.filter(([tag]) => tag === "train_loss");
  expect(losses.slice(0, 4).map(([, step, value]) => [step, value])).toEqual([
    [1, NaN],
    [2, Infinity],
    [3, -Infinity],
    [5, expect.any(Number)],
  ]);
  expect(scalars).toContainEqual(["test_acc", 20, 0]);
});

test("a trial that recorded nothing is left out and told of", async () => {
  const project = await ran();
  edit(project, project.files("trials")[0]!, (trial) => {
    trial.status = "failed";
    trial.series = {};
  });
  const { stdout, status } = await project.main("export", "tiny", "--tensorboard", "logs");
  expect(stdout).toContain("tiny: 3 trials written to logs/tiny\n1 trials left out");
  expect(status).toBe(0);
});

test("a run that trained nothing has nothing to export", async () => {
  const project = new Project({
    slopes: `title: Slopes
question: How steep?
task: derivative
curve: cube
at: 5
method: central
claims: []
`,
  });
  expect((await project.main("run", "slopes")).status).toBe(0);
  expectMistake(
    await project.main("export", "slopes", "--tensorboard", "logs"),
    "nothing to export: slopes recorded no evaluation and no loss over steps",
    "these are of task derivative; `pnpm report slopes` shows what there is",
  );
  expect(existsSync(join(project.root, "logs"))).toBe(false);
});

describe("mistakes", () => {
  const project = new Project();
  const to = ["--tensorboard", "logs"];
  test.each<[string, string[], string[]]>([
    ["an unknown experiment", ["tinny", ...to], ["unknown experiment: tinny; did you mean tiny?"]],
    ["no experiment", to, ["no experiment named; expected one of tiny"]],
    ["two experiments", ["tiny", "more", ...to], ["more than one experiment: tiny, more"]],
    ["no results", ["tiny", ...to], ["no results of tiny", "`pnpm exp run tiny` makes one"]],
    [
      "no format",
      ["tiny"],
      [
        "no format named; expected --tensorboard DIR, --csv FILE, --json FILE, --parquet FILE, " +
          "--npz FILE or --safetensors FILE",
      ],
    ],
    [
      "no folder",
      ["tiny", "--tensorboard"],
      [
        "no value: --tensorboard; expected one after it: folder",
        "such as `pnpm exp export tiny --tensorboard logs`",
      ],
    ],
    ["an empty folder", ["tiny", "--tensorboard", ""], ["expected --tensorboard DIR"]],
    ["two folders", ["tiny", ...to, ...to], ["given twice: --tensorboard; expected once"]],
    [
      "an unknown flag",
      ["tiny", "--tensorbord", "x"],
      ["unknown flag: --tensorbord; did you mean --tensorboard?"],
    ],
  ])("%s", async (_, args, says) => {
    expectMistake(await project.main("export", ...args), ...says);
  });
});

test("a folder that cannot be written, a trial that cannot be read", async () => {
  const project = await ran();
  project.write("taken", "a file");
  expectMistake(
    await project.main("export", "tiny", "--tensorboard", "taken"),
    "cannot write to taken/tiny: a file stands where a folder is expected",
  );
  const [name] = project.files("trials");
  project.write(`results/tiny/trials/${name}`, '{"half":');
  expectMistake(
    await project.main("export", "tiny", "--tensorboard", "logs"),
    `cannot read results/tiny/trials/${name}: not valid JSON`,
    "`pnpm exp run tiny` executes again what is missing",
  );
});

test.skipIf(!existsSync("/proc/self"))(
  "a file system that takes no folder is an error",
  async () => {
    expectMistake(
      await (await ran()).main("export", "tiny", "--tensorboard", "/proc/logs"),
      "cannot write to /proc/logs/tiny: there is no such file or folder, and none can be made",
    );
  },
);

test("--help shows an example", () => {
  const { stdout, status } = new Project().exp("export", "--help");
  expect(stdout).toContain("pnpm exp export lr-sweep --tensorboard logs");
  expect(status).toBe(0);
});
