import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { Project } from "../packages/runner/test/project.ts";
import { piecesOf } from "./markdown.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string) => readFileSync(root + path, "utf8");
const mnistFolder = process.env["MNIST_DIR"];

/** What differs from machine to machine: the times of steps, and the name of the run. */
const comparable = (output: string) =>
  output
    .split("\n")
    .map((line) => line.replace(/ +\S+ ± \S+ ms$/, "").replace(/─+$/, "─"))
    .map((line) => line.replace(/ +timing\.stepMs$/, "").replace(/\d{8}T\d{6}Z-\w{4}/, "…"))
    .join("\n")
    .trim();

test.skipIf(mnistFolder === undefined)("README.md shows what a run of lr-sweep says", () => {
  const shown = piecesOf(read("README.md")).find(({ text }) => text.includes("30 executed"))!;
  const project = new Project({ "lr-sweep": read("experiments/lr-sweep.yaml") });
  const { stdout } = project.exp("run", "lr-sweep", "--data-dir", mnistFolder!);
  expect(comparable(shown.text)).toBe(comparable(stdout));
});
