import type { VerdictWord } from "./run.ts";

/** A verdict at a glance. */
export const verdictMarks = {
  pass: "✅",
  fail: "❌",
  inconclusive: "⚠️",
} satisfies Record<VerdictWord, string>;

/**
 * Text that GitHub shows as it is, whatever names it holds: every character that means something in
 * Markdown or HTML is escaped, and it stays in its line and cell.
 */
export function escaped(text: string): string {
  return (
    text
      .replaceAll(/\s+/g, " ")
      .replaceAll(/\p{C}/gu, "\uFFFD")
      .replaceAll(/[!-/:-@[-`{-~]/g, escapedSign)
      // Lest GitHub makes a link of it.
      .replaceAll("://", "&#58;//")
      .replaceAll(/www\./gi, (it) => it.replace(".", "&#46;"))
      .trim()
      .replace(/^(\d*)([-+.)])(?=[\s-]|$)/, String.raw`$1\$2`)
  ); // no list in a list
}

/** Those that mean nothing inside a line stay as they are: it is to be read as text, too. */
function escapedSign(sign: string): string {
  if ("\\`*_[]|~#$!".includes(sign)) return `\\${sign}`;
  if ("<>&".includes(sign)) return `&#${sign.codePointAt(0)};`;
  return sign;
}

/** Cells are Markdown already. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Folded until it is clicked. */
export const folded = (summary: string, body: string) =>
  `<details><summary>${escaped(summary)}</summary>\n\n${body}\n\n</details>`;

/** A block to copy from, which nothing in it can end. */
export function codeBlock(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
