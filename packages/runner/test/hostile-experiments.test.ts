import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@gradlab/schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { parseOverrides } from "../src/experiment/overrides.ts";
import { resolve } from "../src/experiment/resolve.ts";
import { parseSource } from "../src/experiment/source.ts";
import { Project, tiny } from "./project.ts";
import { examples } from "./thorough.ts";

/** What anybody may write where a value or a key is expected. */
const fragments = fc.constantFrom(
  "__proto__",
  "__proto__: { seeds: 1 }",
  "constructor: { prototype: { a: 1 } }",
  "toString",
  "&a [*a]",
  "&a { b: *a }",
  "*nobody",
  "<<: *a",
  "!!js/function 'function () {}'",
  "!!binary aGVsbG8=",
  "!!timestamp 2001-01-01",
  "!!set { 1, 2 }",
  "!!omap [a: 1]",
  "!unheard of",
  "1e999",
  "-1e999",
  ".nan",
  "0x7fffffffffffffff",
  "99999999999999999999999999",
  "-0",
  "2001-01-01",
  "null",
  "~",
  "''",
  '"\\0"',
  '"\\u001b[31mred"',
  '"\\uD800"',
  "\u202e",
  "\0",
  "\x1b]0;title\x07",
  "\uFEFF",
  "---",
  "...",
  "%YAML 9.9",
  "? [a, b] : c",
  "? {a: b}\n: c",
  "- ",
  ": ",
  "\t",
  "\r",
  "|\n  text\n",
  `${"[".repeat(60)}${"]".repeat(60)}`,
  `${"{a: ".repeat(3000)}1${"}".repeat(3000)}`,
  `- `.repeat(4000),
  "x".repeat(20_000),
  `${"k".repeat(2000)}: 1`,
  `[${Array.from({ length: 2000 }, (_, i) => i).join(",")}]`,
  "{ from: 1, to: 9, count: 10000 }",
  "{ from: 0, to: 1, count: 3, scale: log }",
  "zip: {}",
  "zip: { train.steps: [1], train: [1, 2] }",
);

/** The tiny experiment with pieces of it replaced, moved, doubled or cut. */
const spoilt = fc
  .array(
    fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(12),
      by: fc.oneof(fragments, fc.string({ unit: "binary", maxLength: 12 })),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((edits) =>
    edits.reduce((text, { at, length, by }) => {
      const start = Math.floor(at * text.length);
      return text.slice(0, start) + by + text.slice(start + length);
    }, tiny),
  );

/** One value of the tiny experiment replaced where a line ends. */
const replaced = fc.tuple(fc.nat(tiny.split("\n").length - 2), fragments).map(([line, fragment]) =>
  tiny
    .split("\n")
    .map((text, i) => (i === line ? text.replace(/(:|-) .*$/, `$1 ${fragment}`) : text))
    .join("\n"),
);

const hostileKey = fc.constantFrom(
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "sweep",
  "train",
  "model",
  "claims",
  "task",
  "zip",
  "where",
  "train.steps",
  "",
  "a.b",
  "\0",
);
const anyData = fc
  .object({ key: fc.oneof(hostileKey, fc.string()), maxDepth: 4, withUnicodeString: true } as never)
  .map((value) => stringify(value));

/** Thrown otherwise, it would be exit 70 with a stack. */
function succeedsOrExplains(action: () => unknown): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.message).not.toBe("");
    expect(error.message.length).toBeLessThan(40_000);
    expect(error.message.split("\n").length).toBeLessThanOrEqual(21);
    expect(error.message).not.toMatch(/(?!\n)\p{Cc}|\u202e|call stack|undefined/u);
  }
}

describe("an experiment", () => {
  test.each([
    ["cut, moved and mixed with anything", spoilt],
    ["with anything as one of its values", replaced],
    ["that is any data", anyData],
    ["that is any text", fc.string({ unit: "binary", maxLength: 200 })],
  ])("%s is a plan or one message", (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        succeedsOrExplains(() => resolve("tiny", parseSource(text, "experiments/tiny.yaml")));
      }),
      examples(40),
    );
  });

  test("with any override is a plan or one message, and no prototype changes", () => {
    const path = fc.oneof(
      fc.array(fc.oneof(hostileKey, fc.string({ maxLength: 4 })), { maxLength: 4 }),
      fc.constantFrom(["train", "steps"], ["sweep", "train.steps"], ["sweep"], ["model"], [""]),
    );
    const value = fc.oneof(fragments, fc.string({ unit: "binary", maxLength: 20 }));
    fc.assert(
      fc.property(path, value, (parts, text) => {
        succeedsOrExplains(() => {
          const overrides = parseOverrides([`${parts.join(".")}=${text}`]);
          return resolve("tiny", parseSource(tiny, "experiments/tiny.yaml"), overrides);
        });
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      examples(50),
    );
  });

  const refused: [string, string, string][] = [
    [
      "an alias of itself",
      tiny.replace("[0.1, 0.5]", "&a [*a]"),
      "12:37 sweep.train.optimizer.learningRate.0: an alias of what it is part of",
    ],
    [
      "a prototype as an axis",
      tiny.replace("train.optimizer.learningRate: [", "__proto__: ["),
      "sweep.__proto__: unknown key",
    ],
    [
      "a prototype as a where",
      tiny.replace("{ train.optimizer.learningRate: 0.5 }", "{ __proto__: 0.5 }"),
      "claims.0.where.__proto__: unknown key",
    ],
    [
      "an unknown tag",
      tiny.replace("Tiny", "!!js/regexp /a/"),
      "1:8 not valid YAML: Unresolved tag",
    ],
    [
      "a tag that makes an object",
      tiny.replace("[0.1, 0.5]", "[!!timestamp 2001-01-01]"),
      "not plain data; expected text, numbers",
    ],
    [
      "depth without end",
      tiny.replace("[0.1, 0.5]", `${"[".repeat(9999)}${"]".repeat(9999)}`),
      "nested too deeply; expected at most 50 levels",
    ],
    [
      "what a terminal obeys",
      tiny.replace("Tiny", '"\\u001b[2J"'),
      "title: unreadable character: U+001B",
    ],
    ["half a character", tiny.replace("Tiny", '"\\ud83d"'), "title: unreadable character: U+D83D"],
    ["two documents", `${tiny}---\n${tiny}`, "20:1 not valid YAML: more than one document"],
    [
      "an infinite number",
      tiny.replace("steps: 60", "steps: 1e999"),
      "train.steps: wrong type: Infinity; expected a number",
    ],
    [
      "one setting on two axes",
      tiny.replace("[0.1, 0.5]", "[0.1]\n  train.optimizer: [{ type: adagrad, learningRate: 1 }]"),
      "swept twice: train.optimizer and train.optimizer.learningRate; expected one axis",
    ],
    [
      "nothing under zip",
      tiny.replace("train.optimizer.learningRate: [0.1, 0.5]", "zip: {}"),
      "empty zip; expected at least one path",
    ],
    [
      "more trials than can be planned",
      tiny
        .replace("[0.1, 0.5]", "{ from: 1, to: 2, count: 1000 }")
        .replaceAll("eeds: 2", "eeds: 10000"),
      "too many trials: 10000000; expected at most 1000000",
    ],
  ];
  test.each(refused)("with %s is refused for that", (_, text, says) => {
    expect(() => resolve("tiny", parseSource(text, "experiments/tiny.yaml"))).toThrow(says);
  });

  test("of twenty thousand mistakes tells the first twenty, soon", () => {
    const keys = Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join("\n");
    const read = () => resolve("tiny", parseSource(`${tiny}${keys}\n`, "experiments/tiny.yaml"));
    expect(read).toThrow(
      /^experiments\/tiny.yaml:20:1 k0: unknown key; expected one of title, .* model, train\n/,
    );
    expect(read).toThrow(/\nand 19980 more$/);
  });
});

/** Every path below a folder, but for what it holds already. */
const filesBelow = (folder: string) => readdirSync(folder, { recursive: true, encoding: "utf8" });

describe("a file in experiments/", () => {
  const bytes: [string, Uint8Array | string, string][] = [
    [
      "not UTF-8",
      Buffer.from(tiny.replace("Tiny", "Ti\u00e9"), "latin1"),
      "not UTF-8; expected text saved as UTF-8",
    ],
    ["UTF-16", Buffer.from(`\ufeff${tiny}`, "utf16le"), "not UTF-8; expected text saved as UTF-8"],
    ["too large", `# ${"x".repeat(1_000_001)}\n${tiny}`, "too large: 1000"],
  ];
  test.each(bytes)("%s is refused", async (_, content, says) => {
    const project = new Project();
    writeFileSync(join(project.root, "experiments/tiny.yaml"), content);
    const { status, stderr } = await project.main("run", "tiny");
    expect(stderr).toContain(`cannot read experiments/tiny.yaml: ${says}`);
    expect(status).toBe(2);
  });

  test("with a byte order mark and carriage returns reads as without", async () => {
    const project = new Project();
    project.write("experiments/tiny.yaml", `\ufeff${tiny.replaceAll("\n", "\r\n")}`);
    expect((await project.main("run", "tiny", "--dry-run")).stdout).toContain("4 of 4 trials");
  });

  test("that is a folder is refused", async () => {
    const project = new Project();
    mkdirSync(join(project.root, "experiments/other.yaml"));
    const { status, stderr } = await project.main("run", "other");
    expect(stderr).toBe("cannot read experiments/other.yaml: not a regular file\n");
    expect(status).toBe(2);
  });
});

describe("a name", () => {
  const unusable = [
    ".",
    "..",
    "-force",
    "--all",
    "a b",
    "a\nb",
    "\u001b[31m",
    "baselines",
    "report",
    "bench",
    "n".repeat(120),
    "a.",
    "\u202eevil",
  ];
  test.each(unusable)(
    "that no folder should have is refused, and nothing is written: %j",
    async (name) => {
      const project = new Project();
      project.write(`experiments/${name}.yaml`, tiny);
      const before = filesBelow(project.root);
      for (const args of [["run", "--all"], ["check"], ["list"]]) {
        const { status, stdout, stderr } = await project.main(...args);
        expect(stdout + stderr).not.toMatch(/(?!\n)\p{Cc}|\u202e|^ +at /mu);
        if (name.startsWith(".")) continue; // hidden: no experiment at all
        expect(stdout + stderr).toContain("not a name for an experiment");
        expect(status).toBe(args[0] === "list" ? 0 : 2);
      }
      const written = filesBelow(project.root).filter((file) => !before.includes(file));
      expect(written.every((file) => file.startsWith(name.startsWith(".") ? "results" : "-"))).toBe(
        true,
      );
      expect(written.filter((file) => /^results\/(?!tiny)/.test(file))).toEqual([]);
    },
  );

  test.each(["学習率", "tanh_vs-ReLU.2"])("of letters of any script is fine: %s", async (name) => {
    const project = new Project({ [name]: tiny });
    expect((await project.main("run", name, "--seeds", "1")).status).toBe(0);
    expect(project.files("trials", name)).toHaveLength(2);
  });

  test("of any kind on the command line is found or refused, and nothing is written outside results/", async () => {
    const project = new Project();
    const before = filesBelow(project.root);
    const anyName = fc.oneof(
      fc.string({ unit: "binary", maxLength: 30 }),
      fc.constantFrom(
        "../tiny",
        "/etc/passwd",
        "tiny/../tiny",
        "-",
        "--",
        "x".repeat(100_000),
        "\0",
        "tiny\0",
        "..",
        "",
        " ",
        "%2e%2e",
        "con",
        "TINY",
        "__proto__",
        "constructor",
      ),
    );
    const commands = fc.constantFrom(
      ["run"],
      ["check", "--stored"],
      ["why"],
      ["show"],
      ["verify"],
      ["diff"],
      ["baseline"],
      ["export", "--tensorboard", "results/logs"],
      ["clean"],
      ["init"],
      ["merge"],
      ["list"],
      ["data"],
    );
    await fc.assert(
      fc.asyncProperty(commands, anyName, async (command, name) => {
        const { status, stderr } = await project.main(...command, name);
        expect(stderr).not.toMatch(/^ +at /m);
        expect([0, 1, 2]).toContain(status);
      }),
      examples(20),
    );
    const allowed = /^(results|experiments\/[a-z0-9][a-z0-9-]*\.yaml$)/;
    const written = filesBelow(project.root).filter((file) => !before.includes(file));
    expect(written.filter((file) => !allowed.test(file))).toEqual([]);
  });
});

describe("flags", () => {
  const flags: [string[], string][] = [
    [["--data-dir.x", "1"], "unknown flag"],
    [["--no-data-dir"], "unknown flag"],
    [["--no-json"], "unknown flag"],
    [["--seeds.a", "3"], "unknown flag"],
    [["--seeds", "x"], "out of range: --seeds NaN"],
    [["--seeds", "1e9"], "out of range: --seeds 1000000000"],
    [["--workers", "-1"], "out of range: --workers -1"],
    [["--__proto__", "1"], "unknown flag"],
    [["--constructor", "1"], "unknown flag"],
    [["--dataset", "__proto__"], "unknown value: --dataset __proto__"],
    [["--seeds", "5", "--seeds", "1"], "given twice: --seeds; expected once"],
    [["--data-dir=a", "--data-dir", "b"], "given twice: --data-dir; expected once"],
    [["--x\u001b[31m"], "unknown flag: --x\\u001b[31m"],
  ];
  test.each(flags)("%j are refused", async (args, says) => {
    const { status, stderr } = await new Project().main("run", "tiny", ...args);
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(status).toBe(2);
  });
});
