import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Project, ran } from "./project.ts";
import { examples } from "./thorough.ts";

const commands = [
  ["run", "tiny"],
  ["check", "tiny", "--stored"],
  ["why", "tiny"],
  ["list"],
  ["show", "tiny", "--seed", "1", "--point", "learningRate 0.1"],
  ["verify", "tiny", "--seed", "1", "--workers", "1"],
  ["diff", "tiny", "baseline", "latest"],
  ["baseline", "tiny"],
  ["export", "tiny", "--tensorboard", "results/logs"],
  ["clean", "tiny"],
  ["clean", "tiny", "--yes"],
] as const;

const below = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (it) => !it.startsWith("results"),
  );

/** A project with results and a baseline, whose files are put back before each use. */
async function restorable(): Promise<{ project: Project; restore(): void }> {
  const project = await ran();
  await project.main("baseline", "tiny");
  const results = join(project.root, "results");
  const kept = join(new Project().root, "kept");
  cpSync(results, kept, { recursive: true });
  return {
    project,
    restore() {
      rmSync(results, { recursive: true });
      cpSync(kept, results, { recursive: true });
    },
  };
}

async function endsWell(project: Project, command: readonly string[]): Promise<void> {
  const { status, stdout, stderr } = await project.main(...command);
  expect(stderr + stdout).not.toMatch(/^ +at |mistake in gradlab/m);
  expect([0, 1, 2, 3]).toContain(status);
}

type Json = Record<string | number, unknown>;

/** Another value somewhere in a JSON document, by the path of shares of its keys. */
function changed(value: unknown, way: readonly number[], by: unknown): unknown {
  const [share, ...rest] = way;
  if (share === undefined || typeof value !== "object" || value === null) return by;
  const keys = Object.keys(value);
  if (keys.length === 0) return by;
  const key = keys[Math.floor(share * keys.length)]!;
  const next = changed((value as Json)[key], rest, by);
  return Array.isArray(value) ? value.with(Number(key), next) : { ...value, [key]: next };
}

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    "../../../../outside",
    "/tmp/outside.json",
    "a\0b",
    "\u001b[2J",
    "NaN",
    "x".repeat(50_000),
    -1,
    1e308,
    0.5,
    null,
    [],
    {},
    JSON.parse('{"__proto__": 1, "constructor": 2}'),
    [[[[[[[[]]]]]]]],
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
/** What becomes of the text of a stored file. */
const spoil = fc.oneof(
  fc.tuple(fc.array(share, { minLength: 1, maxLength: 5 }), odd).map(
    ([way, by]) =>
      (text: string) =>
        JSON.stringify(changed(JSON.parse(text), way, by)),
  ),
  share.map((cut) => (text: string) => text.slice(0, Math.floor(cut * text.length))),
  fc.tuple(share, fc.string({ unit: "binary", maxLength: 5 })).map(([at, by]) => (text: string) => {
    const start = Math.floor(at * text.length);
    return text.slice(0, start) + by + text.slice(start + by.length);
  }),
);

test("a stored file with anything in it is used, computed again or refused, and nothing is written elsewhere", async () => {
  const { project, restore } = await restorable();
  const before = below(project.root);
  const files = [
    ...project
      .files("trials")
      .slice(0, 1)
      .map((name) => `results/tiny/trials/${name}`),
    `results/tiny/runs/${project.files("runs")[0]}`,
    "results/baselines/tiny.json",
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      spoil,
      fc.constantFrom(...commands),
      async (file, edit, command) => {
        restore();
        project.write(file, edit(project.read(file)));
        await endsWell(project, command);
        expect(below(project.root)).toEqual(before);
      },
    ),
    examples(15),
  );
});

/** Root gets a device of its own: a mistake of ours could cost it the machine's. */
function endlessDevice(beside: string): string {
  if (process.getuid?.() !== 0) return "/dev/zero";
  const path = `${beside}.zero`;
  rmSync(path, { force: true });
  execFileSync("mknod", [path, "c", "1", "5"]);
  return path;
}

describe("in the place of a stored file", () => {
  const places: [string, (path: string) => void][] = [
    ["a folder", (path) => mkdirSync(path)],
    ["a pipe that nobody writes to", (path) => void execFileSync("mkfifo", [path])],
    ["a link to nothing", (path) => symlinkSync("nothing", path)],
    ["a link to itself", (path) => symlinkSync(path, path)],
    ["a link to a device without end", (path) => symlinkSync(endlessDevice(path), path)],
    ["a link to a folder", (path) => symlinkSync("/", path)],
    ["nothing at all", (path) => writeFileSync(path, "")],
    ["a number", (path) => writeFileSync(path, "1")],
    ["depth without end", (path) => writeFileSync(path, "[".repeat(500_000))],
  ];
  test.each(places)("%s is no hang and no stack", async (_, put) => {
    const { project, restore } = await restorable();
    const readers = [
      [
        `results/tiny/trials/${project.files("trials")[0]}`,
        "run",
        "why",
        "show",
        "verify",
        "clean",
      ],
      [`results/tiny/runs/${project.files("runs")[0]}`, "run", "list", "baseline", "clean"],
      ["results/baselines/tiny.json", "diff", "check", "baseline"],
    ] as const;
    for (const [file, ...names] of readers) {
      for (const command of commands.filter(([name]) =>
        (names as readonly string[]).includes(name),
      )) {
        restore();
        rmSync(join(project.root, file));
        put(join(project.root, file));
        await endsWell(project, command);
      }
    }
  });

  test("a link out of results/ is replaced, and what it leads to is left as it was", async () => {
    const project = await ran();
    const [name] = project.files("trials");
    const path = `results/tiny/trials/${name}`;
    const trial = project.read(path);
    project.write("outside.json", "mine");
    rmSync(join(project.root, path));
    symlinkSync("../../../outside.json", join(project.root, path));
    for (const args of [
      ["run", "tiny"],
      ["run", "tiny", "--force"],
    ]) {
      expect((await project.main(...args)).status).toBe(0);
      expect(project.read("outside.json")).toBe("mine");
    }
    expect(project.read(path).length).toBeGreaterThan(trial.length / 2);
  });
});

test("a run that names another experiment reads and writes no other folder", async () => {
  const project = await ran();
  const path = `results/tiny/runs/${project.files("runs")[0]}`;
  const text = project.read(path).replace('"experiment":"tiny"', '"experiment":"../../stolen"');
  project.write(path, text);
  const before = below(project.root);
  for (const command of commands) {
    project.write(path, text);
    await endsWell(project, command);
    expect(below(project.root)).toEqual(before);
  }
});
