import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { pngOf } from "../packages/runner/src/export/png.ts";
import { DocumentedProject } from "./documented-project.ts";
import { piecesOf, type Piece } from "./markdown.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string) => readFileSync(root + path, "utf8");
const pages = readdirSync(`${root}docs`).filter((file) => file.endsWith(".md"));
const known = readdirSync(`${root}experiments`).map((file) => file.replace(".yaml", ""));

/** Tried elsewhere, or not at all; a block that no test can run says so itself: ```sh no-run: why */
const leftOut: [pattern: RegExp, why: string][] = [
  [/^(npx -y pnpm@12|pnpm) (?!(-s )?(exp|report)\b)/, "of the repository itself, not of a project"],
  [/pnpm bench/, "minutes on a quiet machine; bench/test has its parts"],
  [/--watch/, "does not end; packages/report/test/watch.test.ts"],
  [/redis(s|\+\w+)?:\/\/|docker/, "needs a server; packages/queue/test"],
  [/</, "a form, not a command"],
];
if (spawnSync("python3", ["-c", "import numpy"]).status !== 0) {
  leftOut.push([/python3/, "no numpy here"]);
}

/** What a page takes for granted. */
const before: Record<string, (project: DocumentedProject) => Promise<void>> = {
  async "README.md"(project) {
    await typeAll(project, [
      "pnpm exp run two-layer-net 'model.hidden=[50, 100]' --seeds 1 --save-params",
      "pnpm exp export two-layer-net --npz net.npz",
    ]);
    const bar = Uint8Array.from({ length: 784 }, (_, i) => (i % 28 === 14 && i > 200 ? 200 : 0));
    project.write("three.png", pngOf(bar, 28));
  },
  async "docs/adding-a-data-set.md"(project) {
    project.writeDataSet("fashion");
  },
  async "docs/ci.md"(project) {
    spawnSync("git", ["init", "--quiet"], { cwd: project.root });
    await otherMachine(project, "accuracy-regression", "2/4", "shards/machine-2");
  },
  async "docs/report.md"(project) {
    await typeAll(project, [
      "pnpm exp run lr-sweep --seeds 2",
      "pnpm exp run lr-sweep",
      "pnpm exp baseline lr-sweep",
    ]);
  },
  async "docs/reproducibility.md"(project) {
    await otherMachine(project, "lr-sweep", "2/8", "../machine-2/results");
  },
};

test.each(["README.md", ...pages.map((page) => `docs/${page}`)])(
  "%s: what it says to type works",
  async (page) => {
    const pieces = piecesOf(read(page));
    const named = pieces
      .filter(({ text }) => /pnpm/.test(text))
      .flatMap(({ text }) => known.filter((name) => new RegExp(`\\b${name}\\b`).test(text)));
    const project = new DocumentedProject([...new Set(["xor", ...named])]);
    await before[page]?.(project);
    let said = "";
    for (const piece of pieces) {
      const file = fileOf(piece);
      if (file !== undefined) project.write(file, piece.text);
      if (piece.kind === "block" && piece.language === "text") expect(said).toContain(piece.text);
      for (const line of linesToType(piece)) said = await typed(project, line);
    }
  },
);

/** A block that begins with a comment of a path is that file. */
function fileOf(piece: Piece): string | undefined {
  if (piece.kind === "code" || piece.language === "sh") return undefined;
  return /^(?:\/\/|#) ((?:[\w-]+\/)*[\w-]+\.\w+)\n/.exec(piece.text)?.[1];
}

/** The lines of a block of sh, and commands inside of sentences that say what they are about. */
function linesToType(piece: Piece): string[] {
  if (piece.kind === "code")
    return /^pnpm (-s )?(exp \w+|report) \S/.test(piece.text) ? kept([piece.text]) : [];
  if (piece.language !== "sh") return [];
  if (piece.note.startsWith("no-run: ")) return [];
  expect(piece.note, "expected nothing after ```sh, or no-run: and why").toBe("");
  return kept(piece.text.split("\n").map((line) => line.replace(/\s+# .*$/, "")));
}

const kept = (lines: string[]) =>
  lines.filter((line) => line !== "" && !leftOut.some(([pattern]) => pattern.test(line)));

async function typed(project: DocumentedProject, line: string): Promise<string> {
  const { status, stdout, stderr } = await project.type(line);
  expect(status, `${line}\n${stderr}`).toBe(0);
  return stdout;
}

async function typeAll(project: DocumentedProject, lines: readonly string[]): Promise<void> {
  for (const line of lines) await typed(project, line);
}

/** Leaves in `folder` what another machine's shard leaves in its results. */
async function otherMachine(
  project: DocumentedProject,
  experiment: string,
  shard: string,
  folder: string,
): Promise<void> {
  const other = new DocumentedProject([experiment]);
  await typed(other, `pnpm exp run ${experiment} --shard ${shard}`);
  cpSync(join(other.root, "results"), join(project.root, folder), { recursive: true });
}
