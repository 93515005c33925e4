import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { piecesOf } from "./markdown.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string) => readFileSync(root + path, "utf8");
const sourcesIn = (folder: string) => readdirSync(root + folder).map((file) => folder + file);
const allMatches = (text: string, pattern: RegExp) =>
  [...new Set([...text.matchAll(pattern)].map(([, found]) => found!))].toSorted();

const pages = sourcesIn("docs/").filter((file) => file.endsWith(".md"));
const topFolders = "packages|tests|experiments|docs|results|\\.github|\\.ci";
const commands = sourcesIn("packages/runner/src/commands/").flatMap((file) =>
  allMatches(read(file), /^ {2}command: "([a-z]+)/gm),
);
const scripts = Object.keys((JSON.parse(read("package.json")) as { scripts: object }).scripts);
const pnpmItself = ["exec", "install", "pack", "publish"];
const experiments = readdirSync(`${root}experiments`).map((file) => file.replace(".yaml", ""));

describe.each([...pages, "README.md", "CONTRIBUTING.md"])("%s", (page) => {
  const text = read(page);
  const made = allMatches(text, /pnpm exp init ([a-z0-9-]+)/g);
  const isMade = (path: string) =>
    path === "results/report/index.html" ||
    made.some((name) => path === `experiments/${name}.yaml`);

  test("every path in it exists", () => {
    for (const path of allMatches(text, new RegExp(`\`((?:${topFolders})/[^\`…<>*]*)\``, "g"))) {
      expect(isMade(path) || existsSync(root + path), path).toBe(true);
    }
  });

  test("every command in it is one, of an experiment that exists or that it made", () => {
    const code = piecesOf(text)
      .map((piece) => piece.text)
      .join("\n");
    for (const script of allMatches(code, /pnpm (?:-s )?([a-z:]+)/g)) {
      expect([...scripts, ...pnpmItself]).toContain(script);
    }
    for (const command of allMatches(code, /pnpm (?:-s )?exp ([a-z-]+)/g)) {
      expect(commands).toContain(command);
    }
    for (const name of allMatches(
      code,
      /pnpm (?:exp (?:run|check)|report) ([a-z0-9][a-z0-9-]*)/g,
    )) {
      expect([...made, ...experiments]).toContain(name);
    }
  });
});

test("docs/diagnoses.md has every code, and no other", () => {
  const known = sourcesIn("packages/runner/src/diagnose/").flatMap((file) =>
    allMatches(read(file), /\bcode: "([a-z-]+)"/g),
  );
  const rows = allMatches(read("docs/diagnoses.md"), /^\| `([a-z-]+)`/gm);
  expect(known.length).toBeGreaterThan(5);
  expect(rows).toEqual(known.toSorted());
});

test("CONTRIBUTING.md links every page", () => {
  for (const page of pages) expect(read("CONTRIBUTING.md")).toContain(`(${page})`);
});
