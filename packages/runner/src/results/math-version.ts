import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { tokenizer } from "acorn";

let known: string | undefined;

/**
 * A hash of what core and models execute: the compiled kernels, and the source files as tokens, without
 * types, comments and white space. Part of every trial's key, so that a change of the math never meets an old result.
 */
export function mathVersion(): string {
  known ??= createHash("sha256")
    .update(
      hashOfSources(
        ["@gradlab/core", "@gradlab/models"].map((name) =>
          fileURLToPath(new URL(".", import.meta.resolve(name))),
        ),
      ),
    )
    .update(readFileSync(fileURLToPath(import.meta.resolve("@gradlab/core/kernels.wasm"))))
    .digest("hex");
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
  const code = withoutTypes(source);
  for (const { start, end } of tokenizer(code, { ecmaVersion: "latest", sourceType: "module" })) {
    yield code.slice(start, end);
  }
}

/** Node calls this function experimental, once, on the user's terminal: of no use to them. */
function withoutTypes(source: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}
