import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { marked, type Tokens } from "marked";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { looksOf } from "../packages/runner/src/judge/looks.ts";
import { tasks } from "../packages/schema/src/index.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string) => readFileSync(root + path, "utf8");

const chapterOf = Object.fromEntries(
  readdirSync(`${root}experiments`).map((file) => {
    const { chapter } = parse(read(`experiments/${file}`)) as { chapter?: number };
    return [file.replace(".yaml", ""), chapter];
  }),
);

function rowsOf(page: string, firstHeader: RegExp): string[][] {
  const table = marked
    .lexer(read(page))
    .find(
      (token): token is Tokens.Table =>
        token.type === "table" && firstHeader.test((token as Tokens.Table).header[0]!.text),
    )!;
  return table.rows.map((cells) => cells.map(({ text }) => text));
}

test.each([
  ["README.md", /^chapter$/],
  ["README.zh.md", /^章$/],
  ["README.ja.md", /^章$/],
  ["docs/book.md", /^chapter, section$/],
])("%s has each experiment at its chapter, once", (page, firstHeader) => {
  const listed = rowsOf(page, firstHeader).flatMap(([chapter, ...cells]) => {
    const number = /^\d/.exec(chapter!)?.[0];
    const names = [...cells.at(-1)!.matchAll(/`([\w-]+)`/g)].map(([, name]) => name!);
    return names.map((name) => [name, number && Number(number)] as const);
  });
  const expected = Object.entries(chapterOf).filter(
    ([, chapter]) => chapter !== undefined || page.startsWith("README"),
  );
  expect(Object.fromEntries(listed)).toStrictEqual(Object.fromEntries(expected));
  expect(listed).toHaveLength(expected.length);
});

test("docs/experiments.md names the tasks without random numbers", () => {
  const [, named] = /has one trial a sweepPoint: (.*?)\. Its values/.exec(
    read("docs/experiments.md"),
  )!;
  const exact = Object.entries(tasks).filter(([, { random }]) => !random);
  expect(named!.replaceAll("`", "").split(", ")).toEqual(exact.map(([name]) => name).toSorted());
});

test("docs/experiments.md has every task, with its metrics", () => {
  const rows = rowsOf("docs/experiments.md", /^task$/);
  const names = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
  expect(rows.map(([task, , metrics]) => [...names(task!), names(metrics!)])).toEqual(
    Object.entries(tasks).map(([task, { metrics }]) => [task, Object.keys(metrics)]),
  );
});

test("docs/claims.md has the confidence of each look", () => {
  const percent = (share: number) => `${Number((100 * share).toFixed(1))} %`;
  expect(rowsOf("docs/claims.md", /^looks$/)).toEqual(
    [10, 5, 3].map((seeds, i) => [
      String(i + 1),
      looksOf(seeds, 10)
        .map(({ confidence }) => percent(confidence))
        .join(", "),
    ]),
  );
});
