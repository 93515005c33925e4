import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tensor } from "@gradlab/core";
import fc from "fast-check";
import { zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readNpy, readNpz, writeNpy, writeNpz } from "../src/index.ts";
import { anyParams, bitsOf, refusal } from "./params.ts";

const params = { W1: tensor([[1, -2, 0.1]]), b1: tensor([NaN, -0, Infinity]), scale: tensor(3) };

/** A .npy file of a header as it stands. */
function npyOf(dict: string, numbers: ArrayBufferView, version = 1): Uint8Array {
  const length = version === 1 ? [dict.length, 0] : [dict.length, 0, 0, 0];
  const start = [0x93, ...Buffer.from("NUMPY"), version, 0, ...length, ...Buffer.from(dict)];
  return Uint8Array.of(
    ...start,
    ...new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength),
  );
}
const dictOf = (descr: string, shape: string, fortran = "False") =>
  `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }`;

test("what is written is read bit for bit, whatever the names, shapes and numbers", () => {
  fc.assert(
    fc.property(anyParams, (any) => {
      expect(bitsOf(readNpz(writeNpz(any)))).toEqual(bitsOf(any));
    }),
  );
});

test("the same params make the same bytes", () => {
  expect(writeNpz(params)).toEqual(writeNpz(params));
});

test("deflated files are read too, and bytes in the middle of a larger buffer", () => {
  const files = Object.entries(params).map(([name, one]) => [`${name}.npy`, writeNpy(one)]);
  const bytes = zipSync(Object.fromEntries(files), { level: 9 });
  const pool = Buffer.alloc(bytes.length + 3);
  pool.set(bytes, 3);
  expect(bitsOf(readNpz(pool.subarray(3)))).toEqual(bitsOf(params));
});

test.each([
  ["<f4", Float32Array.of(0.5, -1.5, 3)],
  ["<i8", BigInt64Array.of(1n, -2n, 2n ** 53n - 1n)],
  ["<i4", Int32Array.of(1, -2, 3)],
  ["|u1", Uint8Array.of(1, 2, 255)],
])("%s is widened", (descr, numbers) => {
  const wanted = tensor(Array.from<number | bigint, number>(numbers, Number));
  for (const version of [1, 2, 3]) {
    expect(readNpy(npyOf(dictOf(descr, "(3,)"), numbers, version))).toEqual(wanted);
  }
});

test("columns become rows", () => {
  const numbers = Float64Array.of(1, 4, 2, 5, 3, 6);
  expect(readNpy(npyOf(dictOf("<f8", "(2, 3)", "True"), numbers))).toEqual(
    tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]),
  );
});

test.each(["stored", "deflated"])("cut off anywhere, a %s file is refused", (how) => {
  const bytes =
    how === "stored" ? writeNpz(params) : zipSync({ "a.npy": writeNpy(tensor([1, 2, 3])) });
  for (let n = 0; n < bytes.length; n++) {
    expect(
      refusal(() => readNpz(bytes.subarray(0, n))),
      `${n} bytes`,
    ).toBeUndefined();
  }
});

test("cut off anywhere, a .npy file is refused", () => {
  const bytes = writeNpy(params.W1);
  for (let n = 0; n < bytes.length; n++) {
    expect(() => readNpy(bytes.subarray(0, n)), `${n} bytes`).toThrow(RangeError);
  }
});

test("with any byte changed, a file is refused or still holds tensors", () => {
  for (const bytes of [writeNpz(params), zipSync({ "a.npy": writeNpy(params.W1) })]) {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = bytes.slice();
        changed[at]! ^= change;
        for (const { shape, data } of Object.values(refusal(() => readNpz(changed)) ?? {})) {
          expect(shape.reduce((product, n) => product * n, 1)).toBe(data.length);
        }
      }),
    );
  }
});

describe("refused with one clear message", () => {
  const one = Float64Array.of(1);
  test.each([
    ["another dtype", npyOf(dictOf(">f8", "(1,)"), one), 'unknown dtype of "a": >f8; expected <f8'],
    [
      "a record",
      npyOf("{'descr': [('x', '<f8')], 'fortran_order': False, 'shape': (1,), }", one),
      "a record",
    ],
    ["no header", npyOf("nothing", one), 'header of "a" unreadable: "nothing"; expected descr'],
    ["no .npy", Uint8Array.of(1, 2), '"a" is no .npy file: it starts with 01 02; expected 93 4e'],
    ["version 9", npyOf("", one, 9), "starts with 93 4e 55 4d 50 59 09; expected"],
    ["too short", npyOf(dictOf("<f8", "(3,)"), one), "8 bytes; expected 24 for shape (3)"],
    [
      "too long",
      npyOf(dictOf("<f8", "()"), Float64Array.of(1, 2)),
      "16 bytes; expected 8 for shape ()",
    ],
    [
      "a huge shape",
      npyOf(dictOf("<f8", `(0, ${"9".repeat(99)})`), new Uint8Array()),
      'invalid shape of "a": (0,1e+99); expected',
    ],
    [
      "a huge integer",
      npyOf(dictOf("<i8", "(1,)"), BigInt64Array.of(2n ** 53n)),
      "integer too large: 9007199254740992",
    ],
    [
      "a header too long",
      Uint8Array.of(0x93, ...Buffer.from("NUMPY"), 2, 0, 255, 255, 255, 255),
      'header of "a" cut off: 12 bytes',
    ],
  ])("%s", (_, npy, message) => {
    const read = () => readNpz(zipSync({ "a.npy": npy }));
    expect(read).toThrow(RangeError);
    expect(read).toThrow(message);
  });

  const entry = writeNpy(tensor([1]));
  test.each([
    ["__proto__.npy", 'invalid tensor name: "__proto__"; expected'],
    ["toString.npy", 'invalid tensor name: "toString"; expected'],
    ["readme.txt", 'no array: "readme.txt"; expected a name that ends in .npy'],
  ])("a file called %s", (name, message) => {
    expect(() => readNpz(zipSync({ [name]: entry }))).toThrow(message);
  });

  test("a size that no packing reaches, and a directory without end", () => {
    const bytes = zipSync({ "a.npy": entry }, { level: 9 });
    const view = new DataView(bytes.buffer);
    const directory = view.getUint32(bytes.length - 6, true);
    view.setUint32(directory + 24, 0xfffffff0, true);
    expect(() => readNpz(bytes)).toThrow("4294967280 bytes; expected at most");
    view.setUint32(directory + 20, 0xfffffff0, true);
    expect(() => readNpz(bytes)).toThrow("4294967280 bytes; expected at most the file's");
    view.setUint16(bytes.length - 12, 0xffff, true);
    expect(() => readNpz(bytes)).toThrow(RangeError);
  });
});

const numpy = spawnSync("python3", ["-c", "import numpy"]).status === 0;
describe.skipIf(!numpy)("with numpy itself", () => {
  let folder = "";
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "gradlab-npz-"))));
  afterAll(() => rmSync(folder, { recursive: true }));
  const python = (code: string) => {
    const { status, stdout, stderr } = spawnSync("python3", ["-c", code], { cwd: folder });
    expect(status, stderr.toString()).toBe(0);
    return stdout.toString();
  };

  test("numpy.load reads what writeNpz wrote, bit for bit", () => {
    writeFileSync(join(folder, "ours.npz"), writeNpz(params));
    const printed = python(
      `import numpy, json\nz = numpy.load("ours.npz")\nprint(json.dumps({k: [str(z[k].dtype), list(z[k].shape), z[k].tobytes().hex()] for k in z.files}))`,
    );
    expect(JSON.parse(printed)).toEqual(
      Object.fromEntries(
        Object.entries(params).map(([name, { shape, data }]) => [
          name,
          ["float64", shape, Buffer.from(data.buffer).toString("hex")],
        ]),
      ),
    );
  });

  test.each(["savez", "savez_compressed"])("readNpz reads what numpy.%s wrote", (save) => {
    python(`import numpy as np
a = np.arange(6.0).reshape(2, 3)
np.${save}("theirs.npz", W1=a / 3, b1=np.float32([0.1, -0.0]), fortran=np.asfortranarray(a),
  labels=np.array([5, 0, 4]), pixels=np.uint8([[0, 255]]), scalar=np.float64(2.5), empty=np.zeros((0, 3)))`);
    const read = readNpz(readFileSync(join(folder, "theirs.npz")));
    const a = [
      [0, 1, 2],
      [3, 4, 5],
    ];
    expect(read).toEqual({
      W1: tensor(a.map((row) => row.map((value) => value / 3))),
      b1: tensor([Math.fround(0.1), -0]),
      fortran: tensor(a),
      labels: tensor([5, 0, 4]),
      pixels: tensor([[0, 255]]),
      scalar: tensor(2.5),
      empty: tensor([], [0, 3]),
    });
  });
});
