import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench } from "../src/bench.ts";
import { baseline, parseStored, run, trial } from "../src/index.ts";

/** Written by gradlab 0.1.0 before its release, and never changed: what was stored once is read for ever. */
const folder = join(import.meta.dirname, "version-1/results");
const text = (path: string) => readFileSync(join(folder, path), "utf8");
const filesOf = (path: string) => readdirSync(join(folder, path)).map((name) => join(path, name));

const kinds = [
  ["trial", trial, filesOf("tiny/trials")],
  ["run", run, filesOf("tiny/runs")],
  ["baseline", baseline, filesOf("baselines")],
  ["bench", bench, filesOf("bench")],
] as const;

describe.each(kinds)("a %s file", (_, schema, files) => {
  test.each(files)("of version 1 is read, and loses nothing: %s", (file) => {
    const read = parseStored<unknown>(schema, text(file));
    expect(read.problem).toBeUndefined();
    expect((read as { value: unknown }).value).toMatchObject(JSON.parse(text(file)) as object);
  });

  const valid = JSON.parse(text(files[0]!)) as Record<string, unknown>;
  const problemOf = (value: unknown) => {
    const read = parseStored<unknown>(
      schema,
      typeof value === "string" ? value : JSON.stringify(value),
    );
    return read.problem === undefined ? "none" : [read.problem, read.newer];
  };

  test("of a newer version is told apart from a broken one", () => {
    for (const formatVersion of [2, 3, 1.5, 1e300]) {
      expect(problemOf({ ...valid, formatVersion, more: {} })).toEqual([
        `written by a newer gradlab (formatVersion ${formatVersion}); this one reads 1; update`,
        true,
      ]);
    }
  });

  test("without a version, or with one that never was, is named so", () => {
    const { formatVersion: _, ...without } = valid;
    expect(problemOf(without)).toEqual(["no formatVersion; expected 1", false]);
    for (const formatVersion of [0, -1, "1", null, [], { a: 1 }]) {
      const shown = JSON.stringify(formatVersion);
      expect(problemOf({ ...valid, formatVersion })).toEqual([
        `unknown formatVersion: ${shown}; expected 1`,
        false,
      ]);
    }
  });

  test("of another form, or with a key of no version 1, is broken where the problem says", () => {
    expect(problemOf({ ...valid, unheardOf: 1 })).toEqual([
      'not in the form of formatVersion 1: top level: Unrecognized key: "unheardOf"',
      false,
    ]);
    expect(problemOf({ formatVersion: 1 })[0]).toMatch(
      /^not in the form of formatVersion 1: \w+: /,
    );
    for (const other of ["", "{", "[]", "null", "1", '"a"', "\0", "\uFEFF{}"]) {
      expect(problemOf(other)[0]).toMatch(/^not (valid JSON|a JSON object)$/);
    }
  });

  test("cut anywhere, or with any value in the place of one of its own, is a value or one sentence", () => {
    const whole = text(files[0]!);
    const paths = pathsOf(valid);
    const cut = fc.nat(whole.length - 2).map((length) => whole.slice(0, length));
    const changed = fc
      .tuple(fc.constantFrom(...paths), fc.oneof(fc.jsonValue({ maxDepth: 3 }), hostile))
      .map(([path, value]) => JSON.stringify(replaced(valid, path, value)));
    fc.assert(
      fc.property(fc.oneof(cut, changed), (it) => {
        const read = parseStored<unknown>(schema, it);
        if (read.problem === undefined) return;
        expect(read.problem).not.toContain("\n");
        expect(read.problem.length).toBeLessThan(400);
      }),
      { numRuns: 300 },
    );
  });

  test("nested without end anywhere is broken, and overflows nothing", () => {
    for (const depth of [2_000, 100_000]) {
      for (const deep of [
        `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`,
        `{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`,
      ]) {
        for (const key of Object.keys(valid).slice(1)) {
          const spoilt = JSON.stringify({ ...valid, [key]: "HERE" }).replace('"HERE"', deep);
          expect(problemOf(spoilt)).not.toBe("none");
        }
      }
    }
  });
});

const hostile = fc.constantFrom<unknown>(
  "x".repeat(100_000),
  -0,
  1e308,
  "__proto__",
  { constructor: { prototype: 1 } },
  JSON.parse('{"__proto__": {"status": "complete"}}'),
);

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const entries = Array.isArray(value) ? [...value.entries()].slice(0, 3) : Object.entries(value);
  return [path, ...entries.flatMap(([key, below]) => pathsOf(below, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const below = replaced((value as Record<string | number, unknown>)[key], rest, by);
  if (Array.isArray(value)) return value.with(key as number, below);
  return { ...(value as object), [key]: below };
}
