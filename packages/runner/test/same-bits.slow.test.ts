import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { trial as trialSchema, type Trial } from "@gradlab/schema";
import { beforeAll, expect, test, type TestContext } from "vitest";
import { loadData } from "../src/data.ts";
import { allocator, openKernels } from "../src/executor/kernels.ts";
import { InProcessExecutor } from "../src/index.ts";
import { verify } from "../src/run/verify.ts";
import { nodeBinary } from "./nodes.ts";
import { Project, tiny } from "./project.ts";

const bin = fileURLToPath(new URL("../bin/exp.mjs", import.meta.url));
const catalogue = fileURLToPath(new URL("../../../experiments", import.meta.url));

/** All optimizers, activations and precisions on images; the rest of the tasks as the catalogue has them. */
const mixed = tiny
  .replace("Tiny", "Mixed")
  .replace(
    "  train.optimizer.learningRate: [0.1, 0.5]",
    `  train.optimizer:
    - { type: sgd, learningRate: 0.3 }
    - { type: momentum, learningRate: 0.1 }
    - { type: nesterov, learningRate: 0.1 }
    - { type: adagrad, learningRate: 0.1 }
    - { type: rmsprop, learningRate: 0.01 }
    - { type: adam, learningRate: 0.01 }
  model.activation: [relu, sigmoid, tanh]
  train.precision: [float32, float64]`,
  )
  .replace(/claims:[^]*/, "");
const fromCatalogue = [
  "gradient-descent",
  "optimizer-paths",
  "perceptron-gates",
  "simple-net",
  "softmax",
  "losses",
  "activation-functions",
  "numerical-differentiation",
  "gradient-field",
  "spiral",
];
/** So many seeds, and none added where a claim on so short a training is open. */
const shorter = ["train.steps=300", "train.evaluateEvery=100", "--seeds", "3"];

/** How the same trials are executed; each project leaves its results in its own folder. */
type Way = (project: Project, context: TestContext) => void | Promise<void>;

const withNode =
  (version: string): Way =>
  (project, context) => {
    const node = nodeBinary(version);
    if ("missing" in node) return context.skip(node.missing);
    run(project, [], node.binary);
  };

const ways: [string, Way][] = [
  ["run again", (project) => run(project)],
  ["on one worker", (project) => run(project, ["--workers", "1"])],
  ["on eight workers", (project) => run(project, ["--workers", "8"])],
  ["by two threads a trial", (project) => run(project, ["--workers", "2", "--threads", "2"])],
  ["by the plain kernels", (project) => run(project, ["--kernels", "reference"])],
  [
    "in three shards, merged",
    async (project) => {
      const shards = [1, 2, 3].map((index) => {
        const shard = newProject();
        run(shard, ["--shard", `${index}/3`]);
        return shard.root;
      });
      const { status, stderr } = await project.main("merge", ...shards);
      expect(stderr).toBe("");
      expect(status).toBe(0);
    },
  ],
  ["under Node 22.18.0", withNode("22.18.0")],
  ["under Node 24.11.0", withNode("24.11.0")],
  ["under Node 26.10.0", withNode("26.10.0")],
];

function newProject(): Project {
  const project = new Project({ mixed });
  for (const name of fromCatalogue) {
    cpSync(join(catalogue, `${name}.yaml`), join(project.root, "experiments", `${name}.yaml`));
  }
  return project;
}

/** A process, and a cache of its own: what another Node found out of the math is not believed. */
function run(project: Project, flags: readonly string[] = [], node = process.execPath): void {
  const env = {
    ...process.env,
    NO_COLOR: "1",
    XDG_CACHE_HOME: mkdtempSync(join(tmpdir(), "gradlab-cache-")),
  };
  const jobs = [["mixed"], ["spiral", ...shorter], fromCatalogue.filter((it) => it !== "spiral")];
  for (const words of jobs) {
    const args = [bin, "run", ...words, ...flags];
    const done = spawnSync(node, args, { cwd: project.root, env, encoding: "utf8" });
    expect(done.stderr).not.toMatch(/^ +at /m);
    expect(done.status).toBe(0);
  }
}

/** Trial files by experiment and name, as text without provenance and timing. */
function trialTexts({ root }: Project): Map<string, string> {
  const files = ["mixed", ...fromCatalogue].flatMap((experiment) => {
    const folder = join(root, "results", experiment, "trials");
    return readdirSync(folder).map(
      (name) => [`${experiment}/${name}`, join(folder, name)] as const,
    );
  });
  return new Map(files.map(([name, path]) => [name, reproducibleText(path)]));
}

function reproducibleText(path: string): string {
  const { provenance: _, timing: __, ...rest } = JSON.parse(readFileSync(path, "utf8")) as Trial;
  return JSON.stringify(rest);
}

const first = newProject();
let expected: Map<string, string>;

beforeAll(() => {
  run(first);
  expected = trialTexts(first);
  expect(expected.size).toBeGreaterThan(100);
}, 600_000);

test.for(ways)(
  "the same trial files, byte for byte but for provenance and timing, %s",
  async ([, way], context) => {
    const project = newProject();
    await way(project, context);
    const actual = trialTexts(project);
    expect([...actual.keys()]).toEqual([...expected.keys()]);
    for (const [name, text] of expected) expect(actual.get(name), name).toBe(text);
  },
);

test("the same results in this process, without threads", async () => {
  const folder = join(first.root, "results/mixed/trials");
  const trials = readdirSync(folder).map((name) =>
    trialSchema.parse(JSON.parse(readFileSync(join(folder, name), "utf8"))),
  );
  const set = await loadData(
    { type: "idx", dir: join(first.root, "data") },
    { onNotice() {}, onProgress() {} },
  );
  expect(set.record.checksum).toBe(trials[0]!.dataset.checksum);
  const wasm = openKernels("wasm", () => {});
  const executor = new InProcessExecutor(await set.training(allocator(wasm)), wasm);
  const { signal } = new AbortController();
  const verified = [];
  for await (const it of verify(trials, executor, { finish: signal, stop: signal })) {
    expect(it.difference).toBeUndefined();
    verified.push(it);
  }
  expect(verified).toHaveLength(trials.length);
});
