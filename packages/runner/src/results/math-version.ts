import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { tokenizer } from "acorn";

let known: string | undefined;

/**
 * A hash of what core and models execute: their source files as tokens, without comments and white
 * space. Part of every trial's key, so that a change of the math never meets an old result.
 */
export function mathVersion(): string {
  known ??= hashOfSources(
    ["@gradlab/core", "@gradlab/models"].map((name) =>
      fileURLToPath(new URL(".", import.meta.resolve(name))),
    ),
  );
  return known;
}

/** Hash of all .ts files below the folders. */
export function hashOfSources(folders: readonly string[]): string {
  const hash = createHash("sha256");
  for (const folder of folders) {
    for (const file of sourceFiles(folder)) {
      hash.update(`\n${relative(folder, file).split(sep).join("/")}\n`);
      for (const token of tokensOf(readFileSync(file, "utf8"))) hash.update(`${token} `);
    }
  }
  return hash.digest("hex");
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .map((file) => join(folder, file));
}

function* tokensOf(source: string): Iterable<string> {
  // Types have the tokens of JavaScript, so that its tokenizer reads TypeScript as well.
  for (const { start, end } of tokenizer(source, { ecmaVersion: "latest", sourceType: "module" })) {
    yield source.slice(start, end);
  }
}
