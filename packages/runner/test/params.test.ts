import { existsSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashOfBits, readSafetensors, readSafetensorsMetadata, writeNpz } from "@gradlab/models";
import { zeros } from "@gradlab/core";
import { checkpointReadings } from "@gradlab/schema";
import { expect, test } from "vitest";
import { Project, tiny } from "./project.ts";

const given = `title: Given
question: What do given params read?
task: evaluate
dataset: { type: idx, dir: data }
model: { type: mlp, hidden: [4], activation: relu, init: { type: he } }
params: { file: net.npz }
batchSize: 7
seeds: 1
`;

const project = new Project({ tiny, given });
const trials = join(project.root, "results/tiny/trials");

test("--save-params keeps what training ended with; a trial without its params is executed again", async () => {
  await project.main("run", "tiny", "--seeds", "1");
  const { status, stderr } = await project.main("run", "tiny", "--seeds", "1", "--save-params");
  expect(stderr).toContain("tiny: 2 trials on ");
  expect(status).toBe(0);
  const [file] = project.files("trials").filter((name) => name.endsWith(".params.safetensors"));
  const params = readSafetensors(readFileSync(join(trials, file!)));
  expect(Object.entries(params).map(([name, { shape }]) => [name, shape])).toEqual([
    ["W1", [36, 4]],
    ["b1", [4]],
    ["W2", [4, 3]],
    ["b2", [3]],
  ]);
  expect((await project.main("run", "tiny", "--seeds", "1", "--save-params")).stdout).toContain(
    "nothing",
  );
  unlinkSync(join(trials, file!));
  await project.main("run", "tiny", "--seeds", "1", "--save-params");
  expect(existsSync(join(trials, file!))).toBe(true);
});

test("--save-params keeps checkpoints of the same training, and images to try them on", async () => {
  await project.main("run", "tiny", "--seeds", "1", "--save-params");
  const name = project.files("trials").find((it) => it.endsWith(".checkpoints.safetensors"))!;
  const bytes = readFileSync(join(trials, name));
  const tensors = readSafetensors(bytes);
  const shapes = Object.entries(tensors).map(([key, { shape }]) => `${key} ${shape.join("×")}`);
  expect(shapes.filter((it) => /b2|test/.test(it))).toEqual([
    "1/b2 3",
    "4/b2 3",
    "16/b2 3",
    "test/images 30×36",
    "test/labels 30",
  ]);
  const trial = JSON.parse(
    project.read(`results/tiny/trials/${name.replace(".checkpoints.safetensors", ".json")}`),
  ) as { fingerprints: { step: number; tensors: Record<string, string> }[] };
  for (const step of [1, 4, 16]) {
    const { W1 } = trial.fingerprints.find((it) => it.step === step)!.tensors;
    expect(hashOfBits(Float32Array.from(tensors[`${step}/W1`]!.data))).toBe(W1);
  }
  expect(Math.max(...tensors["test/images"]!.data)).toBeLessThan(256);
  expect([...tensors["test/labels"]!.data].slice(0, 4)).toEqual([0, 1, 2, 0]);
  const { checkpoints } = readSafetensorsMetadata(bytes);
  const readings = checkpointReadings.parse(JSON.parse(checkpoints!));
  expect(readings.map(({ step }) => step)).toEqual([1, 4, 16]);
  expect(readings.at(-1)!.testAccuracy).toBeGreaterThan(readings[0]!.testAccuracy);
});

test("params from a file read what the trial that left them read; other params are another trial", async () => {
  const name = project.files("trials").find((it) => it.endsWith(".params.safetensors"))!;
  const path = `results/tiny/trials/${name}`;
  const trained = JSON.parse(project.read(path.replace(".params.safetensors", ".json"))) as {
    metrics: Record<string, number>;
  };
  const accuracy = async () => {
    const run = JSON.parse((await project.main("run", "given", "--json")).stdout) as {
      summaries: { metric: string; mean: number }[];
      trials: { executed: boolean }[];
    };
    const mean = run.summaries.find(({ metric }) => metric === "test.accuracy")!.mean;
    return { mean, executed: run.trials[0]!.executed };
  };
  const params = readSafetensors(readFileSync(join(project.root, path)));
  writeFileSync(join(project.root, "net.npz"), writeNpz(params));
  expect(await accuracy()).toEqual({ mean: trained.metrics["test.accuracy"], executed: true });
  expect((await accuracy()).executed).toBe(false);
  params["b2"]!.data.fill(0).set([1e6], 1);
  writeFileSync(join(project.root, "net.npz"), writeNpz(params));
  const other = await accuracy();
  expect(other.executed).toBe(true);
  expect(other.mean).toBeCloseTo(1 / 3, 12);
});

test("params of another net, or of none, are refused before anything runs, with the setting that fits", async () => {
  const net = (...sizes: number[]) =>
    Object.fromEntries(
      sizes.slice(1).flatMap((outputs, l) => [
        [`W${l + 1}`, zeros([sizes[l]!, outputs])],
        [`b${l + 1}`, zeros([outputs])],
      ]),
    );
  writeFileSync(join(project.root, "other.npz"), writeNpz(net(36, 5, 6, 3)));
  writeFileSync(join(project.root, "none.npz"), "none");
  const refused = async (file: string) => {
    const { status, stdout, stderr } = await project.main("run", "given", `params.file=${file}`);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    return stderr;
  };
  expect(await refused("other.npz")).toBe(
    "params of another net: other.npz has hidden [5, 6]; expected hidden [4], as model.hidden says\n" +
      "for this net: 'model.hidden=[5, 6]', and model.activation=… if it was trained with another\n",
  );
  expect(await refused("none.npz")).toContain("cannot use params file: none.npz: ");
  const fits = ["run", "given", "params.file=other.npz", "model.hidden=[5, 6]"];
  expect((await project.main(...fits)).status).toBe(0);
});

test.each([
  ["a missing file", "gone.npz", "cannot read params file: gone.npz: no such file"],
  ["a file of another kind", "data", "params.file: expected a .npz or .safetensors file"],
])("%s is refused before anything runs", async (_, file, says) => {
  const { status, stderr } = await project.main("run", "given", `params.file=${file}`);
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(status).toBe(2);
});
