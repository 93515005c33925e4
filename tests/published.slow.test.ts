import { execFile, execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { nodeBinary } from "../packages/runner/test/nodes.ts";
import { EmptyProject, pack } from "./packed.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const names = readdirSync(`${root}packages`);
const tenLines = /```ts\n([\s\S]*?)```/.exec(readFileSync(`${root}README.md`, "utf8"))![1]!;
const project = new EmptyProject();
const installed = (name: string) => join(project.root, "node_modules/@gradlab", name);
const versionOf = (folder: string) => manifestOf(folder).version;

interface Manifest {
  readonly version: string;
  readonly files: readonly string[];
  readonly exports: object;
}
const manifestOf = (folder: string) =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;

/** Why all is skipped. */
let missing: string | undefined;
const tarballs = new Map<string, string>();
const thisNode = dirname(process.execPath);
/** The folder of the oldest Node that is supported. */
let oldestNode: string;

beforeAll(async () => {
  const node = nodeBinary("22.18.0");
  const packed = await pack();
  if ("missing" in packed) missing = packed.missing;
  else if ("missing" in node) missing = node.missing;
  else {
    oldestNode = dirname(node.binary);
    for (const file of packed.tarballs) {
      tarballs.set(/gradlab-(.*)-\d/.exec(basename(file))![1]!, file);
    }
    const types = `@types/node@${versionOf(`${root}node_modules/@types/node`)}`;
    missing = await project.install([...packed.tarballs, types]);
    project.write("ten-lines.ts", tenLines);
  }
}, 900_000);

beforeEach(({ skip }) => {
  if (missing) skip(missing);
});

/** What a command prints, by the oldest Node unless another is named. */
async function run(command: string, node = oldestNode): Promise<string> {
  const { status, stdout, stderr } = await project.run(command.split(" "), node);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(status, `${command}\n${stdout}${stderr}`).toBe(0);
  return stdout;
}

describe.each(names)("the tarball of %s", (name) => {
  test("has nothing that publint would say", async () => {
    const tarball = new Uint8Array(readFileSync(tarballs.get(name)!)).buffer;
    const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg!))).toEqual([]);
  });

  test("has what is for users, and no more", () => {
    const listing = execFileSync("tar", ["tzf", tarballs.get(name)!], { encoding: "utf8" });
    const files = listing
      .trim()
      .replaceAll(/^package\//gm, "")
      .split("\n");
    expect(files).toEqual(expect.arrayContaining(["LICENSE", "README.md", "package.json"]));
    expect(files.filter((file) => /test|fixture|tsconfig|tsbuildinfo/.test(file))).toEqual([]);
    const listed = manifestOf(installed(name)).files.map((file) => file.split("/")[0]!);
    const top = [...new Set(files.map((file) => file.split("/")[0]!))];
    expect([...listed, "LICENSE", "README.md", "package.json", "bin"]).toEqual(
      expect.arrayContaining(top),
    );
    expect(statSync(tarballs.get(name)!).size).toBeLessThan(300_000);
  });

  test("names nothing that only the clone, or this machine, has", () => {
    const manifest = readFileSync(join(installed(name), "package.json"), "utf8");
    expect(manifest).not.toMatch(/workspace:|catalog:|\/src\/[\w-]+\.ts/);
    const { stdout } = spawnSync("grep", ["-rlF", root, installed(name)], { encoding: "utf8" });
    expect(stdout).toBe("");
  });
});

test("the ten lines train a net, on the oldest Node and on this one", async () => {
  const said = await run("node ten-lines.ts");
  expect(said).toMatch(/^test accuracy 0\.9\d+\n$/);
  expect(await run("node ten-lines.ts", thisNode)).toBe(said);
  expect(tenLines).toContain(`// ${said.split(" ")[2]!.trim()}\n`);
});

describe.each([[["es2024"]], [["es2024", "dom"]]])("with lib %j", (lib) => {
  /** What a strict compiler says of a file, and of all declarations that it needs. */
  async function compilerSays(file: string, text: string): Promise<string> {
    const strict = { strict: true, exactOptionalPropertyTypes: true, noEmit: true };
    const compilerOptions = {
      ...strict,
      module: "nodenext",
      target: "es2024",
      lib,
      types: ["node"],
    };
    project.write(file, text);
    project.write("tsconfig.json", JSON.stringify({ compilerOptions, files: [file] }));
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    return (await project.run([process.execPath, tsc])).stdout;
  }

  test("the ten lines type-check, and a mistake in them does not", async () => {
    expect(await compilerSays("ten-lines.ts", tenLines)).toBe("");
    const mistaken = tenLines.replace("hidden: 50", 'hidden: "50"');
    expect(await compilerSays("mistaken.ts", mistaken)).toContain("TS2322");
  });

  test("all that is exported type-checks", async () => {
    const all = names.filter((name) => name !== "report").flatMap(exportsOf);
    expect(all.length).toBeGreaterThan(8);
    expect(await compilerSays("all.ts", all.join("\n"))).toBe("");
    // Vega-Lite's own declarations are not strict.
    expect(await compilerSays("report.ts", exportsOf("report").join("\n"))).not.toContain(
      "@gradlab",
    );
  });
});

/** A line for each module that a package exports. */
function exportsOf(name: string): string[] {
  return Object.keys(manifestOf(installed(name)).exports)
    .filter((entry) => !/\.(wasm|json)$/.test(entry))
    .map((entry, i) => {
      const module = `@gradlab/${name}${entry.slice(1)}`;
      return `export * as ${name.replace("-", "")}${i} from "${module}";`;
    });
}

test("a question is asked, answered and shown by npx, with the files that a clone leaves", async () => {
  const words = "my-question dataset=digits train.steps=300 --seeds 2 --save-params";
  expect(await run("npx exp init my-question")).toContain("Next: npx exp run my-question\n");
  const experiment = readFileSync(join(project.root, "experiments/my-question.yaml"), "utf8");
  const schema = /\$schema=(.*)/.exec(experiment)![1]!;
  expect(schema).toMatch(/^\.\.\/node_modules\/@gradlab\/schema\//);
  expect(existsSync(join(project.root, "experiments", schema))).toBe(true);
  expect(await run(`npx exp run ${words}`)).toContain("4 executed, 0 stored");
  expect(await run(`npx exp run ${words}`)).toContain("all 4 trials are stored");
  expect(await run("npx exp verify my-question")).toContain("all 4 trials identical");

  const clone = mkdtempSync(join(tmpdir(), "gradlab-clone-"));
  cpSync(join(project.root, "experiments"), join(clone, "experiments"), { recursive: true });
  const exp = join(root, "packages/runner/bin/exp.mjs");
  const env = { ...process.env, XDG_CACHE_HOME: join(project.root, ".cache") };
  const args = [exp, "run", ...words.split(" ")];
  await promisify(execFile)(process.execPath, args, { cwd: clone, env });
  const [ours, theirs] = [clone, project.root].map(trialFiles);
  expect(ours!.length).toBe(12);
  expect(theirs).toEqual(ours);

  expect(await run("npx report")).toContain("results/report/index.html");
  const page = readFileSync(join(project.root, "results/report/index.html"), "utf8");
  // Bundled there and then: the net that reads what one draws.
  expect(page).toContain('id="live/net"');
});

test("without the queue's package a queue is refused, and nothing else", async () => {
  await run("npm uninstall @gradlab/queue");
  expect(await run("npx exp run my-question dataset=digits train.steps=20 --seeds 1")).toContain(
    "2 executed",
  );
  for (const words of [["worker"], ["run", "my-question", "--executor"]]) {
    const command = ["npx", "exp", ...words, "redis://127.0.0.1:1"];
    const { status, stderr } = await project.run(command, oldestNode);
    expect(stderr).toContain("package is missing: @gradlab/queue\n");
    expect(status).toBe(2);
  }
});

/** Names and contents, but for provenance and timing. */
function trialFiles(folder: string): (readonly [name: string, text: string])[] {
  const trials = join(folder, "results/my-question/trials");
  return readdirSync(trials).map((name) => {
    const bytes = readFileSync(join(trials, name));
    if (!name.endsWith(".json")) return [name, bytes.toString("base64")];
    const {
      provenance: _,
      timing: __,
      ...rest
    } = JSON.parse(String(bytes)) as Record<string, unknown>;
    return [name, JSON.stringify(rest)];
  });
}
