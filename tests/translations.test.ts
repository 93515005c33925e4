import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { marked, type Token, type Tokens } from "marked";
import { describe, expect, test } from "vitest";
import { addressesOf, piecesOf } from "./markdown.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** A README up to its next heading of the second level. */
interface Section {
  readonly heading: string;
  readonly text: string;
  readonly tokens: readonly Token[];
}

function sectionsOf(file: string): Section[] {
  const parts: Token[][] = [[]];
  for (const token of marked.lexer(readFileSync(root + file, "utf8"))) {
    if (token.type === "heading" && (token as Tokens.Heading).depth === 2) parts.push([]);
    parts.at(-1)!.push(token);
  }
  return parts.map((tokens) => ({
    heading: (tokens[0] as Tokens.Heading).text,
    text: tokens.map(({ raw }) => raw).join(""),
    tokens,
  }));
}

const english = sectionsOf("README.md");

/** Of what a section says: how the formatter sets its tables does not count. */
const markOf = ({ text }: Section) => {
  const said = text.replaceAll(/-{3,}/g, "---").replaceAll(/\s+/g, " ").trim();
  return `<!-- README.md ${createHash("sha256").update(said).digest("hex").slice(0, 8)} -->`;
};

const codeOf = ({ text }: Section) =>
  piecesOf(text).map((piece) => (piece.kind === "block" ? piece : piece.text));
const linksOf = ({ text }: Section) =>
  addressesOf(text).filter((address) => !/^README(\.\w+)?\.md$/.test(address));
const shapeOf = ({ tokens }: Section) =>
  tokens.flatMap((token) => {
    if (token.type === "heading") return [`heading ${(token as Tokens.Heading).depth}`];
    if (token.type !== "table") return [];
    const { rows, header } = token as Tokens.Table;
    return [`table of ${rows.length} × ${header.length}`];
  });
const sorted = (list: readonly unknown[]) => list.map((it) => JSON.stringify(it)).toSorted();

describe.each(["README.zh.md", "README.ja.md"])("%s", (file) => {
  const translated = sectionsOf(file);

  test("has the sections of README.md", () => {
    expect(translated.map(shapeOf)).toEqual(english.map(shapeOf));
  });

  test.each(english.map((section, i) => ({ ...section, i })))(
    "$heading: code, commands and links are those of README.md",
    ({ i }) => {
      expect(sorted(codeOf(translated[i]!))).toEqual(sorted(codeOf(english[i]!)));
      expect(sorted(linksOf(translated[i]!))).toEqual(sorted(linksOf(english[i]!)));
    },
  );

  test.each(english.map((section, i) => ({ ...section, i })))(
    "$heading: says what README.md says now",
    ({ heading, i }) => {
      const mark = markOf(english[i]!);
      const { heading: theirs, text } = translated[i]!;
      const toDo =
        `README.md has changed at "${heading}". Say the same at "${theirs}" in ${file}, ` +
        `then put there, in place of the old mark: ${mark}`;
      expect(text.includes(mark), toDo).toBe(true);
    },
  );

  test("the languages lead to each other", () => {
    const others = ["README.md", "README.zh.md", "README.ja.md"].filter((it) => it !== file);
    expect(addressesOf(translated[0]!.text)).toEqual(expect.arrayContaining(others));
    expect(addressesOf(english[0]!.text)).toContain(file);
  });
});
