import { spawnSync } from "node:child_process";
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { resolve } from "../packages/runner/src/experiment/resolve.ts";
import { parseSource } from "../packages/runner/src/experiment/source.ts";
import { templateText } from "../packages/runner/src/experiment/write-template.ts";
import { piecesOf } from "./markdown.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const pages = ["README.md", "docs/*.md", "packages/*/README.md"].flatMap((pattern) =>
  globSync(pattern, { cwd: root }),
);

const examples = pages.flatMap((page) => {
  const blocks = piecesOf(readFileSync(root + page, "utf8")).filter((it) => it.kind === "block");
  return blocks.map((block, i) => ({ ...block, page, name: `${page}, block ${i + 1}` }));
});
const inLanguage = (language: string) => examples.filter((block) => block.language === language);

/** YAML that is no experiment says what it is: ```yaml compose.yaml */
const experiments = inLanguage("yaml").filter(({ note, text }) => note === "" && parse(text));

describe.each(experiments)("$name", ({ page, text }) => {
  test("is an experiment, or a part that fits into one", () => {
    const source = parseSource(text, page);
    const { task = "train", title } = source.value as { task?: string; title?: string };
    const whole = parse(templateText("example", task)) as object;
    const value = title ? source.value : { ...whole, claims: [], ...(source.value as object) };
    expect(resolve("example", { ...source, value }).points.length).toBeGreaterThan(0);
  });
});

test("TypeScript in the docs type-checks", () => {
  const folder = mkdtempSync(join(tmpdir(), "gradlab-examples-"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(`${root}packages`, join(folder, "node_modules/@gradlab"));
  symlinkSync(`${root}node_modules/@types`, join(folder, "node_modules/@types"));
  cpSync(`${root}packages/core/src`, join(folder, "packages/core/src"), { recursive: true });
  const files = inLanguage("ts").map(({ text }, i) => {
    const path = /^\/\/ ([\w/.-]+\.ts)\n/.exec(text)?.[1] ?? `example-${i}.ts`;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    return path;
  });
  expect(files.length).toBeGreaterThan(1);
  const { compilerOptions } = JSON.parse(readFileSync(`${root}tsconfig.json`, "utf8")) as {
    compilerOptions: object;
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  const tsc = spawnSync(
    process.execPath,
    [`${root}node_modules/typescript/bin/tsc`, "-p", folder],
    {
      encoding: "utf8",
    },
  );
  expect(tsc.stdout + tsc.stderr).toBe("");
  expect(tsc.status).toBe(0);
});
