import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readNpz, readSafetensors, writeSafetensors } from "@gradlab/models";
import { Project, ran } from "./project.ts";

const one = ["--point", "learningRate 0.5", "--seed", "2"];

const project = new Project();
let saved = "";
beforeAll(async () => {
  await project.main("run", "tiny", "--save-params");
  saved = project.files("trials").find((name) => /0\.5-s2-.*\.params\.safetensors$/.test(name))!;
});

const bytes = (path: string) => new Uint8Array(readFileSync(join(project.root, path)));
const savedPath = () => `results/tiny/trials/${saved}`;

test("--npz and --safetensors load back bit for bit", async () => {
  const files = ["--npz", "net.npz", "--safetensors", "net.safetensors"];
  const { status, stdout } = await project.main("export", "tiny", ...one, ...files);
  expect(stdout).toBe(
    "tiny: params of seed 2 written to net.npz\ntiny: params of seed 2 written to net.safetensors\n",
  );
  expect(status).toBe(0);
  expect(bytes("net.safetensors")).toEqual(bytes(savedPath()));
  const params = readSafetensors(bytes(savedPath()));
  expect(Object.keys(params)).toEqual(["W1", "b1", "W2", "b2"]);
  expect(readNpz(bytes("net.npz"))).toEqual(params);
});

const numpy = spawnSync("python3", ["-c", "import numpy"]).status === 0;
test.skipIf(!numpy)(
  "numpy.load reads the same bits (skipped without python3 and numpy)",
  async () => {
    await project.main("export", "tiny", ...one, "--npz", "net.npz");
    const script = `import numpy, sys
for name, it in numpy.load(sys.argv[1]).items():
    print(name, it.dtype.str, list(it.shape), it.tobytes().hex())`;
    const path = join(project.root, "net.npz");
    const read = execFileSync("python3", ["-c", script, path], { encoding: "utf8" });
    const params = Object.entries(readSafetensors(bytes(savedPath())));
    const lines = params.map(([name, { shape, data }]) => {
      const hex = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("hex");
      return `${name} <f8 [${shape.join(", ")}] ${hex}\n`;
    });
    expect(read).toBe(lines.join(""));
  },
);

test("what diverged is kept: NaN, infinities and the sign of zero", async () => {
  const copy = await ran();
  const name = copy.files("trials").find((it) => /0\.5-s2-.*\.json$/.test(it))!;
  const W1 = { shape: [2, 2], data: Float64Array.of(NaN, Infinity, -Infinity, -0) };
  const file = join(copy.root, "results/tiny/trials", name.replace(/json$/, "params.safetensors"));
  writeFileSync(file, writeSafetensors({ W1 }));
  await copy.main("export", "tiny", ...one, "--npz", "net.npz");
  const read = readNpz(new Uint8Array(readFileSync(join(copy.root, "net.npz"))));
  expect(read).toEqual({ W1 });
});

describe("mistakes", () => {
  async function mistake(from: Project, args: string[], ...says: string[]) {
    const { status, stdout, stderr } = await from.main("export", "tiny", ...args);
    for (const text of says) expect(stderr).toContain(text);
    expect(stderr).not.toMatch(/^ +at /m);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(readdirSync(from.root)).not.toContain("x");
  }

  test("more than one trial, none of that seed, nothing saved, a broken file", async () => {
    await mistake(
      project,
      ["--npz", "x"],
      "more than one trial: 4 of tiny; expected one for its params",
      "`pnpm exp export tiny --point 'learningRate 0.1' --seed 1` chooses one",
    );
    await mistake(project, ["--seed", "9", "--npz", "x"], "unknown seed: 9; expected one of 1, 2");
    await mistake(project, ["--seed", "two", "--npz", "x"], "out of range: --seed NaN");
    const other = await ran();
    await mistake(
      other,
      ["--npz", "x"],
      "no params saved: by none of 4 trials of tiny\n`pnpm exp run tiny --save-params` keeps them\n",
    );
    await mistake(
      other,
      [...one, "--safetensors", "x", "--csv", "also"],
      "no params saved beside results/tiny/trials/",
      "`pnpm exp run tiny --save-params` keeps them",
    );
    expect(readdirSync(other.root)).not.toContain("also");
    const name = other.files("trials").find((it) => /0\.5-s2-.*\.json$/.test(it))!;
    other.write(`results/tiny/trials/${name.replace(/json$/, "params.safetensors")}`, "half");
    await mistake(
      other,
      [...one, "--safetensors", "x"],
      "cannot read the params beside results/tiny/trials/",
      "safetensors file too short: 4 bytes",
    );
  });
});
