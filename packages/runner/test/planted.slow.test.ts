import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";

const repository = fileURLToPath(new URL("../../../", import.meta.url));
const cache = mkdtempSync(join(tmpdir(), "gradlab-cache-"));

/** Eight epochs of drawn digits, a second a trial. */
const experiment = `title: Planted
question: Is a mistake in the math noticed?
task: train
dataset: digits
model: { type: mlp, hidden: [20], activation: relu, init: { type: he } }
train:
  optimizer: { type: sgd, learningRate: 0.1 }
  batchSize: 600
  batches: shuffled
  steps: 800
  evaluateEvery: 800
seeds: 6
maxSeeds: 6
claims:
  - says: it learns
    metric: test.accuracy
    atLeast: 0.8
`;

interface Patch {
  readonly file: string;
  readonly line: string;
  readonly becomes: string;
}

/** The whole of gradlab in a folder of its own, with one line of its math patched. */
function copy(patch?: Patch): string {
  const root = mkdtempSync(join(tmpdir(), "gradlab-planted-"));
  cpSync(join(repository, "packages"), join(root, "packages"), {
    recursive: true,
    verbatimSymlinks: true,
  });
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
  mkdirSync(join(root, "experiments"));
  writeFileSync(join(root, "experiments/planted.yaml"), experiment);
  if (patch) {
    const path = join(root, "packages", patch.file);
    const source = readFileSync(path, "utf8");
    expect(source.split(patch.line), `${patch.file} has the line once`).toHaveLength(2);
    writeFileSync(path, source.replace(patch.line, patch.becomes));
  }
  return root;
}

function exp(root: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "packages/runner/bin/exp.mjs"), ...args],
    { cwd: root, encoding: "utf8", env: { ...process.env, NO_COLOR: "1", XDG_CACHE_HOME: cache } },
  );
  return { status, stdout, stderr };
}

let baseline: string;
beforeAll(() => {
  const root = copy();
  expect(exp(root, "run", "planted")).toMatchObject({ status: 0 });
  expect(exp(root, "baseline", "planted")).toMatchObject({ status: 0 });
  baseline = join(root, "results/baselines");
}, 300_000);

/** `exp check` where the baseline is kept and nothing else is stored. */
function check(patch: Patch) {
  const root = copy(patch);
  cpSync(baseline, join(root, "results/baselines"), { recursive: true });
  return exp(root, "check", "planted");
}

test("the same formula in other words: other keys, the same bits, green", () => {
  const { status, stdout } = check({
    file: "models/src/batches.ts",
    line: "rng.below(i + 1)",
    becomes: "rng.below(1 + i)",
  });
  expect(stdout).toContain("✓ pass  identical to the baseline, all 6 trials");
  expect(status).toBe(0);
});

const worse = /✗ fail {2}1 of 1 metrics worse than the baseline \(0 of 6 trials/;

test.each<Patch & { name: string; says: RegExp }>([
  {
    name: "a wrong sign in the backward pass of the hidden layer",
    file: "models/src/mlp.ts",
    line: "kernels.activationGradient(this.config.activation, a, da, B * I);",
    becomes:
      "kernels.activationGradient(this.config.activation, a, da, B * I); for (let i = 0; i < B * I; i++) da[i] = -da[i]!;",
    says: /✗ fail {2}it learns\n[^]*✗ fail {2}6 trials of the baseline lost .*\n {4}lost: seed 1: diverged\n/,
  },
  {
    name: "half the learning rate",
    file: "core/src/optimizers/sgd.ts",
    line: "kernels.sgd(w, grads[p]!, learningRate)",
    becomes: "kernels.sgd(w, grads[p]!, learningRate / 2)",
    says: worse,
  },
  {
    name: "a shuffle that loses samples: what is swapped out is not put back",
    file: "models/src/batches.ts",
    line: "order[j] = kept;",
    becomes: "",
    says: worse,
  },
])("$name turns exp check red", ({ says, ...patch }) => {
  const { status, stdout } = check(patch);
  expect(stdout).toMatch(says);
  expect(status).toBe(1);
});
