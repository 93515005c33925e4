import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, inflateSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { readSafetensors, writeSafetensors, type Params } from "@gradlab/models";
import { artifactName, type Artifact, type Trial } from "@gradlab/schema";
import { field, message, readEvents, readFields, type Field } from "./event-reader.ts";
import { Project, ran } from "./project.ts";

const project = new Project();
beforeAll(async () => {
  const { status, stderr } = await project.main("run", "tiny", "--save-params");
  expect(stderr).not.toContain("failed");
  expect(status).toBe(0);
  await project.main("export", "tiny", "--tensorboard", "logs");
});

const trialFiles = (from: Project) => from.files("trials").filter((name) => name.endsWith(".json"));

const trialOf = (from: Project, name: string) =>
  JSON.parse(from.read(`results/tiny/trials/${name}`)) as Trial;

function eventsOf(from: Project, name: string) {
  const folder = join(from.root, "logs/tiny", name.replace(".json", ""));
  return readEvents(readFileSync(join(folder, readdirSync(folder)[0]!)));
}

const artifactPath = (from: Project, name: string, artifact: Artifact) =>
  join(from.root, "results/tiny/trials", artifactName(name, artifact));

const doubles = (packed: unknown) => {
  const bytes = packed as Buffer;
  return Array.from({ length: bytes.length / 8 }, (_, i) => bytes.readDoubleLE(8 * i));
};

/** What a summary of the hparams plugin says; its place and its tensor of one float checked. */
function plugin(parts: Field[]) {
  const data = message(message(parts, 9), 1);
  expect(String(field(data, 1))).toBe("hparams");
  const tensor = message(parts, 8);
  expect(field(tensor, 1)).toBe(1);
  expect(field(message(message(tensor, 2), 2), 1)).toBe(1);
  expect(field(tensor, 5)).toHaveLength(4);
  return message(data, 2);
}

function session(from: Project, name: string) {
  const { values } = eventsOf(from, name);
  const at = (tag: string) => values.filter((it) => it.tag === `_hparams_/${tag}`);
  const [start] = at("session_start_info");
  const [end] = at("session_end_info");
  const info = message(plugin(start!.parts), 3);
  const entries = info.filter(([number]) => number === 1).map(([, it]) => readFields(it as Buffer));
  return {
    hparams: Object.fromEntries(
      entries.map((entry) => [String(field(entry, 1)), message(entry, 2)[0]]),
    ),
    group: String(field(info, 4)),
    start: field(info, 5),
    end: message(plugin(end!.parts), 4),
  };
}

test("hyperparameters: the whole config, the seeds of a sweepPoint in a group", () => {
  const sessions = trialFiles(project).map((name) => ({
    trial: trialOf(project, name),
    ...session(project, name),
  }));
  expect(sessions).toHaveLength(4);
  for (const { trial, hparams, group, start, end } of sessions) {
    const rate = trial.sweepPoint["train.optimizer.learningRate"] as number;
    expect(group).toBe(`tiny learningRate ${rate}`);
    expect(hparams).toMatchObject({
      "dataset.type": [3, Buffer.from("idx")],
      "model.hidden": [3, Buffer.from("[4]")],
      "model.activation": [3, Buffer.from("relu")],
      "model.init.type": [3, Buffer.from("he")],
      "train.optimizer.learningRate": [2, rate],
      "train.batchSize": [2, 10],
      "train.steps": [2, 60],
      "train.weightDecay": [2, 0],
    });
    const ended = Date.parse(trial.provenance.createdAt) / 1000;
    expect(start).toBe(ended - trial.timing["durationMs"]! / 1000);
    expect(end).toEqual([
      [1, 1],
      [2, ended],
    ]);
  }
});

test("histograms of the params that were saved: at the end, and on the way", () => {
  for (const name of trialFiles(project)) {
    const read = (artifact: Artifact) =>
      readSafetensors(new Uint8Array(readFileSync(artifactPath(project, name, artifact))));
    const checkpoints = Object.entries(read("checkpoints")).filter(([it]) => /^\d/.test(it));
    const saved: Params = {
      ...Object.fromEntries(checkpoints),
      ...Object.fromEntries(Object.entries(read("params")).map(([it, of]) => [`60/${it}`, of])),
    };
    const { values } = eventsOf(project, name);
    const histograms = values.filter(({ tag }) => tag.startsWith("params/"));
    expect(histograms.map(({ tag, step }) => tag.replace("params", String(step))).sort()).toEqual(
      Object.keys(saved).sort(),
    );
    for (const { tag, step, parts } of histograms) {
      const data = [...saved[tag.replace("params", String(step))]!.data];
      const histo = message(parts, 5);
      const [min, max] = [Math.min(...data), Math.max(...data)];
      const limits = doubles(field(histo, 6));
      const counts = doubles(field(histo, 7));
      expect([1, 2, 3].map((number) => field(histo, number) ?? 0)).toEqual([min, max, data.length]);
      expect(field(histo, 4) ?? 0).toBeCloseTo(
        data.reduce((sum, x) => sum + x, 0),
        9,
      );
      expect(field(histo, 5) ?? 0).toBeCloseTo(
        data.reduce((sum, x) => sum + x * x, 0),
        9,
      );
      expect(limits).toEqual(limits.toSorted((a, b) => a - b));
      expect(limits.at(-1)).toBe(max);
      // A number on a limit may be counted on either side of it.
      const slack = (max - min) * 1e-9;
      const atMost = (x: number) => data.filter((it) => it <= x).length;
      let counted = 0;
      for (const [i, limit] of limits.entries()) {
        counted += counts[i]!;
        expect(counted).toBeGreaterThanOrEqual(atMost(limit - slack));
        expect(counted).toBeLessThanOrEqual(atMost(limit + slack));
      }
      expect(counted).toBe(data.length);
    }
  }
});

/** Rows of a grey PNG, each chunk's CRC verified. */
function readPng(png: Buffer): { width: number; height: number; pixels: Buffer } {
  expect(png.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  const chunks: [string, Buffer][] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.push([body.toString("latin1", 0, 4), body.subarray(4)]);
    at += 12 + length;
  }
  expect(chunks.map(([type]) => type)).toEqual(["IHDR", "IDAT", "IEND"]);
  const header = chunks[0]![1];
  expect([...header.subarray(8)]).toEqual([8, 0, 0, 0, 0]);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const rows = inflateSync(chunks[1]![1]);
  const pixels = Array.from({ length: height }, (_, y) => {
    expect(rows[y * (width + 1)]).toBe(0);
    return rows.subarray(y * (width + 1) + 1, (y + 1) * (width + 1));
  });
  return { width, height, pixels: Buffer.concat(pixels) };
}

test("sample images: the first of each label that is kept with the checkpoints", () => {
  const images = readFileSync(join(project.root, "data/t10k-images-idx3-ubyte")).subarray(16);
  const { values } = eventsOf(project, trialFiles(project)[0]!);
  const samples = values.filter(({ tag }) => tag.startsWith("test_sample/"));
  expect(samples.map(({ tag, step }) => [tag, step])).toEqual([
    ["test_sample/0", 0],
    ["test_sample/1", 0],
    ["test_sample/2", 0],
  ]);
  for (const [n, { parts }] of samples.entries()) {
    const image = message(parts, 4);
    expect([1, 2, 3].map((number) => field(image, number))).toEqual([6, 6, 1]);
    const { width, height, pixels } = readPng(field(image, 4) as Buffer);
    expect([width, height]).toEqual([6, 6]);
    expect(pixels).toEqual(images.subarray(36 * n, 36 * (n + 1)));
  }
});

test("without saved params there are hyperparameters and scalars alone", async () => {
  const plain = await ran();
  await plain.main("export", "tiny", "--tensorboard", "logs");
  const { values } = eventsOf(plain, trialFiles(plain)[0]!);
  expect([...new Set(values.map(({ tag }) => tag))].sort()).toEqual([
    "_hparams_/session_end_info",
    "_hparams_/session_start_info",
    "test_acc",
    "train_acc",
    "train_loss",
  ]);
});

test("params that are not finite, or all the same; a trial that diverged", async () => {
  const other = await ran();
  const [name] = trialFiles(other);
  const trial = trialOf(other, name!);
  other.write(`results/tiny/trials/${name!}`, JSON.stringify({ ...trial, status: "diverged" }));
  const params = {
    nowhere: { shape: [2], data: Float64Array.of(NaN, Infinity) },
    partly: { shape: [3], data: Float64Array.of(NaN, 2, -Infinity) },
    zeros: { shape: [4], data: new Float64Array(4) },
    huge: { shape: [3], data: Float64Array.of(-1.7e308, 0, 1.7e308) },
  };
  writeFileSync(artifactPath(other, name!, "params"), writeSafetensors(params));
  await other.main("export", "tiny", "--tensorboard", "logs");
  const { values } = eventsOf(other, name!);
  const counts = values
    .filter(({ tag }) => tag.startsWith("params/"))
    .map(({ tag, parts }) => {
      const counted = doubles(field(message(parts, 5), 7));
      return [tag, counted.length, counted.filter((n) => n > 0)];
    });
  expect(counts).toEqual([
    ["params/partly", 1, [1]],
    ["params/zeros", 1, [4]],
    ["params/huge", 30, [1, 1, 1]],
  ]);
  expect(session(other, name!).end[0]).toEqual([1, 2]);
});

test("params that cannot be read are named, and nothing is written", async () => {
  const other = await ran();
  writeFileSync(artifactPath(other, trialFiles(other)[0]!, "checkpoints"), "half");
  const { status, stderr } = await other.main("export", "tiny", "--tensorboard", "logs");
  expect(stderr).toContain("cannot read the checkpoints beside results/tiny/trials/");
  expect(status).toBe(2);
  expect(readdirSync(other.root)).not.toContain("logs");
});
