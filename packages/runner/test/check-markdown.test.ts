import fc from "fast-check";
import { marked } from "marked";
import { codeBlock, escaped, markdownTable } from "@gradlab/schema";
import type { Verdict } from "@gradlab/schema";
import { expect, test } from "vitest";
import type { HeldMetric } from "../src/compare/held.ts";
import type { Checked } from "../src/judge/checked.ts";
import { checkMarkdown } from "../src/terminal/check-markdown.ts";
import { Project, ran, tiny } from "./project.ts";

const hostile = [
  "a | b",
  "`code` and ``more``",
  "<img src=x onerror=alert(1)>",
  "</summary></details><script>alert(1)</script>",
  "[link](javascript:alert(1)) ![x](y)",
  "**bold** _it_ ~~gone~~ $x$",
  "@everyone #1 https://example.com www.example.com",
  "line\nbreak\r\n| new | row |",
  "\u202Eesrever \u0000 \u001B[31m",
  "&lt;b&gt; &amp; \\| \\",
  "# no heading - no list 1. > quote",
];

/** What a reader sees of Markdown. */
const shown = (html: string) =>
  html
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

const asText = (name: string) =>
  name.replaceAll(/\s+/g, " ").replaceAll(/\p{C}/gu, "\uFFFD").trim();

test("any name stays in its cell, is shown as it is, and is neither HTML nor a link", () => {
  const names = fc.oneof(
    fc.constantFrom(...hostile),
    fc.string({ unit: "grapheme" }),
    fc
      .array(fc.constantFrom(..."|`<>&*_[]()\\#!~$@:/\n -+.\"'".split("")))
      .map((it) => it.join("")),
  );
  fc.assert(
    fc.property(names, names, (first, second) => {
      const text = markdownTable(["a", "b"], [[escaped(first), escaped(second)]]);
      const html = marked.parse(text, { async: false });
      const cells = [...html.matchAll(/<td>([\s\S]*?)<\/td>/g)].map(([, cell]) => cell!);
      expect(cells.map(shown)).toEqual([asText(first), asText(second)]);
      expect(cells.join("")).not.toMatch(/</);
      const list = marked.parse(`- ${escaped(first)}`, { async: false });
      const [, item] = /^<ul>\n<li>(.*)<\/li>\n<\/ul>\n$/.exec(list)!;
      expect(shown(item!).trim()).toBe(asText(first));
      expect(item).not.toMatch(/</);
    }),
    { numRuns: 1000 },
  );
});

test("nothing in a block of code ends it", () => {
  const html = marked.parse(codeBlock("sh", "a\n```\n<b>\n````\nc"), { async: false });
  expect(html).toBe('<pre><code class="language-sh">a\n```\n&lt;b&gt;\n````\nc\n</code></pre>\n');
});

test("the first line is the verdict; claims and the baseline follow as a table, and how to get it again", async () => {
  const project = await ran();
  await project.main("baseline", "tiny");
  const { status, stdout } = await project.main("check", "tiny", "--markdown");
  expect(status).toBe(0);
  expect(stdout.split("\n")[0]).toBe(
    "**✅ pass**: tiny: 1 of 1 claims passes; identical to the baseline, all 4 trials",
  );
  expect(stdout).toContain(
    "| claim | metric | limit or baseline | value | 95 % interval | n | margin | verdict |",
  );
  expect(stdout).toContain(
    "| it learns | test.accuracy at learningRate 0.5 | at least 50.00\u00A0% | 100.00\u00A0% |",
  );
  expect(stdout).toMatch(/\| as good as the baseline \| test\.accuracy at learningRate 0\.1 \|/);
  expect(stdout).toMatch(/\| 2 \| [\d.]+\u00A0points \| ✅ identical \|/);
  expect(stdout).toMatch(/\ngradlab 0\.1\.0; no commit; math [0-9a-f]{8}; idx [0-9a-f]{8} \(90 \+/);
  expect(stdout).toContain("```sh\npnpm exp check tiny\n```");
});

test("what is not stored, changed or worse is said in words, first of all", async () => {
  const project = await ran();
  await project.main("baseline", "tiny");
  project.write("experiments/tiny.yaml", tiny.replace("steps: 60", "steps: 5"));
  const missing = (await project.main("check", "tiny", "--stored", "--markdown")).stdout;
  expect(missing.split("\n")[0]).toMatch(
    /^\*\*❌ fail\*\*: tiny: 4 trials missing; 1 of 1 claims fails/,
  );
  expect(missing).toContain("Missing:\n\n- learningRate 0.1, seed 1\n");
  expect(missing).toContain("- train.steps 60 → 5\n");
  expect(missing).not.toMatch(/✅/);
});

test("a hostile claim and a verdict over several experiments", async () => {
  const says = hostile.join(" ").replaceAll(/\p{Cc}/gu, "");
  const project = new Project({
    tiny: tiny.replace("says: it learns", `says: ${JSON.stringify(says)}`),
    other: tiny.replace("atLeast: 0.5", "atMost: 0.1"),
  });
  const { status, stdout } = await project.main("check", "tiny", "other", "--markdown");
  expect(status).toBe(1);
  expect(stdout.split("\n")[0]).toBe("**❌ fail**: 1 of 2 experiments fails: other");
  const html = marked.parse(stdout, { async: false });
  expect(html).not.toMatch(/<(?!\/?(table|thead|tbody|tr|th|td|p|strong|h3|pre|code)\b)/);
  expect(html.match(/<h3>/g)).toHaveLength(2);
});

const metric = (place: number): HeldMetric => ({
  sweepPoint: { lr: place },
  metric: "test.accuracy",
  outcome: place === 7 ? "worse" : "no worse",
  before: 0.95,
  after: 0.949,
  difference: -0.001,
  interval: [-0.002, 0],
  n: 3,
  tolerance: 0.003,
  margin: 0.002,
  reason: "different bits",
});

const long = (more: Partial<Checked>) =>
  ({
    experiment: "long",
    verdict: "fail",
    says: "so it is",
    dataset: { name: "mnist", checksum: "ac89", trainSamples: 1, testSamples: 1 },
    verdicts: [] as Verdict[],
    baseline: {
      verdict: "fail",
      pairs: 40,
      identical: 0,
      metrics: Array.from({ length: 40 }, (_, i) => metric(i)),
      lost: [{ sweepPoint: { lr: 1 }, seed: 4, why: "missing" }],
      setAside: 0,
      config: [],
    },
    trials: 40,
    executed: 0,
    missing: [{ sweepPoint: { lr: 1 }, seed: 4 }],
    failed: [{ sweepPoint: { lr: 2 }, seed: 1, why: "at x\nRangeError: no | room\nat y" }],
    diverged: Array.from({ length: 30 }, (_, i) => ({ sweepPoint: {}, seed: i + 1 })),
    provenance: { gitCommit: "f".repeat(40), gitDirty: false, mathVersion: "m" },
    command: "pnpm exp check long",
    ...more,
  }) as unknown as Checked;

test("of a long table what passes is folded; long lists are; a clean commit is checked out", () => {
  const text = checkMarkdown([long({})]);
  const [open, foldedText] = text.split("<details><summary>39 of 40 pass</summary>") as [
    string,
    string,
  ];
  expect(open.match(/^\| as good/gm)).toHaveLength(1);
  expect(open).toContain("❌ worse: different bits |");
  expect(foldedText.match(/^\| as good/gm)).toHaveLength(39);
  expect(text).toContain("Failed:\n\n- lr 2, seed 1: RangeError: no \\| room\n");
  expect(text).toContain("<details><summary>Diverged (30)</summary>");
  expect(text).not.toContain("Lost since"); // it is among the missing
  expect(text).toContain(`git checkout ${"f".repeat(40)}\npnpm exp check long`);
});
