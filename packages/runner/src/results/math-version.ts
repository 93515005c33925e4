import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire, stripTypeScriptTypes } from "node:module";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { remembered } from "./remembered.ts";

let known: string | undefined;

/**
 * A hash of what core and models execute: the compiled kernels, and the source files as tokens, without
 * types, comments and white space. Part of every trial's key, so that a change of the math never meets
 * an old result. The tokens of the very same bytes are not looked at twice. From npm both packages bring
 * these sources beside what is compiled from them, so that a key is the same there and in a clone.
 */
export function mathVersion(): string {
  if (known !== undefined) return known;
  const folders = ["@gradlab/core", "@gradlab/models"].map((name) =>
    fileURLToPath(new URL("../src/", import.meta.resolve(name))),
  );
  const kernels = readFileSync(fileURLToPath(import.meta.resolve("@gradlab/core/kernels.wasm")));
  const sources = folders.flatMap(readSources);
  const tokens = remembered(hashOf(sources.flat()), () => hashOfTokens(sources));
  known = hashOf([tokens, kernels]);
  return known;
}

/** Hash of all .ts files below the folders. */
export function hashOfSources(folders: readonly string[]): string {
  return hashOfTokens(folders.flatMap(readSources));
}

type Source = readonly [name: string, text: string];

function readSources(folder: string): Source[] {
  return sourceFiles(folder).map((file) => [
    relative(folder, file).split(sep).join("/"),
    readFileSync(file, "utf8"),
  ]);
}

function hashOfTokens(sources: readonly Source[]): string {
  const hash = createHash("sha256");
  for (const [name, text] of sources) {
    hash.update(`\n${name}\n`);
    for (const token of tokensOf(text)) hash.update(`${token} `);
  }
  return hash.digest("hex");
}

/** Each part by its length too, so that no two lists run together to the same bytes. */
function hashOf(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest("hex");
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .map((file) => join(folder, file));
}

function* tokensOf(source: string): Iterable<string> {
  // Late, as the tokens are most often remembered.
  const { tokenizer } = createRequire(import.meta.url)("acorn") as typeof import("acorn");
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
