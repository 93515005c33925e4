import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { marked } from "marked";
import { describe, expect, test } from "vitest";
import { piecesOf } from "./markdown.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string) => readFileSync(root + path, "utf8");
const original = "README.md";

/** Each section without its heading. */
function sectionsOf(page: string): string[] {
  const sections: string[] = [];
  for (const { type, raw } of marked.lexer(page)) {
    if (type === "heading") sections.push("");
    else sections[sections.length - 1] += raw;
  }
  return sections.map((text) => text.trim());
}

/** What a translated section names to say which text it is a translation of. */
const markOf = (section: string) =>
  `<!-- ${original} ${createHash("sha256").update(section).digest("hex").slice(0, 8)} -->`;

const titles = marked
  .lexer(read(original))
  .flatMap((it) => (it.type === "heading" ? it["text"] : []));
const blocksOf = (page: string) =>
  piecesOf(page).flatMap((it) => (it.kind === "block" ? it.text : []));

describe.each(["README.zh.md", "README.ja.md"])("%s", (page) => {
  const translated = sectionsOf(read(page));

  test("has every section, each of what README.md says now", () => {
    const sections = sectionsOf(read(original));
    expect(translated).toHaveLength(sections.length);
    const behind = sections.flatMap((section, i) =>
      translated[i]!.includes(markOf(section))
        ? []
        : `"${titles[i]}": translate what changed, then write ${markOf(section)} into it`,
    );
    expect(behind.join("\n")).toBe("");
  });

  test("has the same code", () => {
    expect(blocksOf(read(page))).toEqual(blocksOf(read(original)));
  });
});
