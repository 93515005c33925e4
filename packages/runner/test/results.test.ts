import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { trialFileName } from "../src/results/key.ts";
import { hashOfSources } from "../src/results/math-version.ts";
import { maxPoints, toSeries } from "../src/results/thin.ts";

test("thinning keeps first, last, smallest, largest and every non-finite point", () => {
  const value = fc.oneof(
    fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
    fc.constantFrom(NaN, Infinity),
  );
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), {
        minLength: 501,
        maxLength: 2000,
      }),
      fc.array(value, { maxLength: 20 }),
      (values, odd) => {
        const loss = [...values.slice(0, 250), ...odd, ...values.slice(250)];
        const { recorded, columns } = toSeries({ step: loss.map((_, i) => i), loss });
        const kept = columns["loss"]!.map(Number);
        expect(recorded).toBe(loss.length);
        expect(kept.length).toBeLessThanOrEqual(maxPoints + odd.length);
        expect(columns["step"]!.at(0)).toBe(0);
        expect(columns["step"]!.at(-1)).toBe(loss.length - 1);
        const finite = loss.filter(Number.isFinite);
        expect(kept).toContain(Math.max(...finite));
        expect(kept).toContain(Math.min(...finite));
        const count = (list: number[]) => list.filter((it) => !Number.isFinite(it)).length;
        expect(count(kept)).toBe(count(loss));
      },
    ),
    { numRuns: 30 },
  );
});

test("a short series is stored whole, non-finite numbers by name", () => {
  expect(toSeries({ step: [1, 2, 3], loss: [0.5, NaN, -Infinity] })).toEqual({
    recorded: 3,
    columns: { step: [1, 2, 3], loss: [0.5, "NaN", "-Infinity"] },
  });
});

test("file names are safe for every value", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (point) => {
      const name = trialFileName(point as never, 3, "0123456789abcdef".repeat(4));
      expect(name.length).toBeLessThan(160);
      expect(name).toMatch(/-s3-01234567\.json$/);
      expect(name).not.toMatch(/^[.]|[\\\0]|\.\.\//);
    }),
  );
});

test("the math version follows code, not comments, types or white space", () => {
  const hash = (source: string) => {
    const folder = mkdtempSync(join(tmpdir(), "gradlab-"));
    writeFileSync(join(folder, "a.ts"), source);
    return hashOfSources([folder]);
  };
  const code = "export const f = (x: number) => x * 2;\n";
  const same = "/** Doubles. */\nexport const f = (x: number): number =>\n  x * 2; // twice\n";
  expect(hash(same)).toBe(hash(code));
  expect(hash(code.replace("2", "3"))).not.toBe(hash(code));
});
