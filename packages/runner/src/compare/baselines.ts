import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { baseline as baselineSchema, type Baseline } from "@gradlab/schema";
import { readResultFile } from "./read-result-file.ts";

const folder = join("results", "baselines");

export const baselinePath = (experiment: string) => join(folder, `${experiment}.json`);

/** The experiments that a baseline is kept of. */
export function baselineNames(root: string): string[] {
  return jsonFiles(join(root, folder)).map((file) => basename(file, ".json"));
}

/** The committed baseline; undefined where none is kept. */
export function readBaseline(root: string, experiment: string): Baseline | undefined {
  if (!baselineNames(root).includes(experiment)) return undefined;
  return readResultFile(baselineSchema, root, baselinePath(experiment));
}

/** Names of the .json files in a folder, in order; none where it does not exist. */
export function jsonFiles(path: string): string[] {
  try {
    return readdirSync(path)
      .filter((name) => name.endsWith(".json"))
      .sort();
  } catch {
    return [];
  }
}
