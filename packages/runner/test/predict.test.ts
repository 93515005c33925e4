import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { formOfStrokes, type PenPoint } from "@gradlab/mnist-data/mnist-form";
import { PNG } from "pngjs";
import { beforeAll, expect, test } from "vitest";
import { Project, tiny } from "./project.ts";

/** A cross, a bar and a hook, each of which a net of a few units can tell. */
const shapes: PenPoint[][][] = [
  [
    [
      [0, 0],
      [8, 8],
    ],
    [
      [8, 0],
      [0, 8],
    ],
  ],
  [
    [
      [4, 0],
      [4, 9],
    ],
  ],
  [
    [
      [0, 0],
      [6, 0],
      [6, 9],
    ],
  ],
];

function writeShapes(folder: string): void {
  mkdirSync(folder);
  const bent = (n: number) =>
    shapes[n % 3]!.map((stroke) =>
      stroke.map(([x, y], i): PenPoint => [x + ((n * 7 + i * 3) % 5) / 3, y + ((n + i) % 4) / 3]),
    );
  for (const [name, count] of [
    ["train", 90],
    ["t10k", 30],
  ] as const) {
    const images = Array.from({ length: count }, (_, n) => formOfStrokes(bent(n), 0));
    const labels = Uint8Array.from({ length: count }, (_, n) => n % 3);
    writeFileSync(
      join(folder, `${name}-images-idx3-ubyte`),
      Buffer.concat([
        Buffer.from([0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, 28, 0, 0, 0, 28]),
        ...images,
      ]),
    );
    writeFileSync(
      join(folder, `${name}-labels-idx1-ubyte`),
      Buffer.concat([Buffer.from([0, 0, 8, 1, 0, 0, 0, count]), labels]),
    );
  }
}

/** A shape drawn large, some pixels a unit. */
function drawn(shape: number, { light }: { light: boolean }, alpha = 255): Buffer {
  const side = 170;
  const png = new PNG({ width: side, height: side });
  const picture = formOfStrokes(shapes[shape]!, 0);
  for (let i = 0; i < side * side; i++) {
    const [column, row] = [Math.floor((i % side) / 6), Math.floor(i / side / 6)];
    const ink = column < 28 && row < 28 ? picture[row * 28 + column]! : 0;
    const grey = light ? 255 - ink : ink;
    png.data.set([grey, grey, grey, ink === 0 ? alpha : 255], 4 * i);
  }
  return PNG.sync.write(png);
}

const project = new Project({
  tiny,
  shapes: tiny
    .replace("dir: data", "dir: shapes")
    .replace("[0.1, 0.5]", "[0.5]")
    .replace("steps: 60", "steps: 300"),
});
const path = (name: string) => join(project.root, name);
const file = (name: string, bytes: Uint8Array) => writeFileSync(path(name), bytes);

interface Prediction {
  readonly file: string;
  readonly index?: number;
  readonly label: number;
  readonly probabilities: number[];
}
const predict = async (...args: string[]) => {
  const { stdout } = await project.main("predict", ...args, "--json");
  return JSON.parse(stdout) as Prediction[];
};

beforeAll(async () => {
  writeShapes(path("shapes"));
  await project.main("run", "shapes", "tiny", "--save-params", "--seeds", "2");
});

test("pictures of any size and polarity, with and without a background, are read", async () => {
  file("cross.png", drawn(0, { light: true }));
  file("bar.png", drawn(1, { light: false }));
  file("hook.png", drawn(2, { light: false }, 0));
  const found = await predict("shapes", "cross.png", "bar.png", "hook.png");
  expect(found.map((it) => [it.file, it.label])).toEqual([
    ["cross.png", 0],
    ["bar.png", 1],
    ["hook.png", 2],
  ]);
  for (const { probabilities } of found) {
    expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 6);
  }
  const { stdout, stderr } = await project.main("predict", "shapes", "cross.png", "--seed", "2");
  expect(stdout).toMatch(/^cross\.png {2}0 {2}\d+\.\d % \(next: [12], \d+\.\d %\)\n$/);
  expect(stderr).toBe("read by shapes, seed 2\n");
});

test.each(["shapes", "tiny"])(
  "%s: an IDX file, packed or not, is read as the trial read its test split",
  async (name) => {
    const folder = name === "tiny" ? "data" : "shapes";
    const images = `${folder}/t10k-images-idx3-ubyte`;
    file(`${name}.gz`, gzipSync(readFileSync(path(images))));
    const [json] = project.files("trials", name).filter((it) => it.endsWith(".json"));
    const trial = `results/${name}/trials/${json}`;
    const found = await predict(trial, images);
    expect(found.map(({ index }) => index)).toEqual(Array.from({ length: 30 }, (_, n) => n));
    const right = found.filter(({ label }, n) => label === n % 3).length;
    const { metrics } = JSON.parse(project.read(trial)) as { metrics: Record<string, number> };
    expect(right / 30).toBe(metrics["test.accuracy"]);
    const packed = await predict(trial, `${name}.gz`);
    expect(packed.map(({ probabilities }) => probabilities)).toEqual(
      found.map(({ probabilities }) => probabilities),
    );
  },
);

test("every file that is no picture is named, and the others are read", async () => {
  const blank = new PNG({ width: 9, height: 9 });
  blank.data.fill(255);
  file("blank.png", PNG.sync.write(blank));
  file("half.png", drawn(0, { light: true }).subarray(0, 200));
  file("photo.jpg", Buffer.from([0xff, 0xd8, 0xff, 0xe0]));
  file("good.png", drawn(0, { light: true }));
  const { status, stdout, stderr } = await project.main(
    "predict",
    "shapes",
    "good.png",
    "blank.png",
    "half.png",
    "photo.jpg",
    "gone.png",
    "shapes/t10k-labels-idx1-ubyte",
  );
  expect(status).toBe(2);
  expect(stdout).toMatch(/^good\.png {2}0 {2}.*\n$/);
  expect(stderr.split("\n")).toEqual([
    "read by shapes, seed 1",
    "blank.png: nothing is drawn",
    "half.png: broken PNG file",
    "photo.jpg: neither a PNG nor an IDX file",
    "gone.png: there is no such file",
    "shapes/t10k-labels-idx1-ubyte: IDX of 30, no pictures but perhaps their labels",
    "expected PNG pictures, or IDX files of pictures as MNIST's (also as .gz)",
    "",
  ]);
});

test("a blank picture among those of an IDX file is named; of nothing but such nothing is read", async () => {
  const two = Buffer.alloc(16 + 2 * 36);
  two.set([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 6, 0, 0, 0, 6]);
  two.fill(255, 16 + 36 + 14, 16 + 36 + 16);
  file("two-idx3-ubyte", two);
  const args = ["shapes", "two-idx3-ubyte", "--json"];
  const { status, stdout, stderr } = await project.main("predict", ...args);
  expect(JSON.parse(stdout)).toMatchObject([{ file: "two-idx3-ubyte", index: 1 }]);
  expect(stderr).toMatch(/^two-idx3-ubyte 0: nothing is drawn\nexpected PNG pictures/);
  expect(status).toBe(2);
  file("none-idx3-ubyte", two.fill(0, 16));
  const none = await project.main("predict", "shapes", "none-idx3-ubyte", "--json");
  expect(none).toMatchObject({ status: 2, stdout: "" });
  expect(none.stderr).toContain("none-idx3-ubyte 1: nothing is drawn\n");
});

test.each([
  [["tiny", "good.png"], "a picture has 784 pixels when it is ready; the net reads 36"],
  [["shapes"], "no pictures named"],
  [["shaps", "good.png"], "did you mean shapes?"],
  [["shapes", "good.png", "--seed", "9"], "unknown seed: 9; expected one of 1, 2"],
  [["gone.json", "good.png"], "cannot read the trial: gone.json"],
  [[], "no experiment named"],
])("%j is refused", async (args, says) => {
  file("good.png", drawn(0, { light: true }));
  const { status, stderr } = await project.main("predict", ...args);
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(status).toBe(2);
});

test("a net that kept no params: how to keep them", async () => {
  const other = new Project();
  await other.main("run", "tiny", "--seeds", "1");
  const { status, stderr } = await other.main("predict", "tiny", "x.png");
  expect(status).toBe(2);
  expect(stderr).toContain("`pnpm exp run tiny --save-params` keeps them");
  rmSync(other.root, { recursive: true });
});

test("of a task that keeps no params none are promised", async () => {
  const slope = `title: Slope
question: How steep?
task: derivative
curve: quadratic
at: 5
method: central
claims: []
`;
  const other = new Project({ slope });
  expect(await other.main("run", "slope")).toMatchObject({ status: 0 });
  const [trial] = other.files("trials", "slope");
  for (const args of [
    ["predict", "slope", "x.png"],
    ["predict", `results/slope/trials/${trial}`, "x.png"],
    ["export", "slope", "--npz", "x"],
  ]) {
    const { status, stderr } = await other.main(...args);
    expect(stderr).toMatch(/^no params: .*slope.* is of task derivative; expected task train/);
    expect(stderr).not.toContain("--save-params");
    expect(status).toBe(2);
  }
  rmSync(other.root, { recursive: true });
});
