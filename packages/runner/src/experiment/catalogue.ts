import { UserError, didYouMean } from "@gradlab/schema";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const folder = "experiments";
const extension = ".yaml";

/** Names of the experiments below `root`, sorted. */
export function experimentNames(root: string): string[] {
  const path = join(root, folder);
  if (!existsSync(path)) {
    throw new UserError(
      `no folder ${folder}: ${root}\nexpected the folder of a gradlab project; change to it first`,
    );
  }
  return readdirSync(path)
    .filter((file) => file.endsWith(extension))
    .map((file) => file.slice(0, -extension.length))
    .sort();
}

/** Where the experiment of that name is, or would be, relative to the project. */
export const fileOf = (name: string) => join(folder, name + extension);

/** The file of an experiment, relative to `root`, when there is one of that name. */
export function experimentFile(root: string, name: string): string {
  const known = experimentNames(root);
  if (!known.includes(name)) {
    const hint = didYouMean(name, known);
    throw new UserError(
      `unknown experiment: ${name}${hint || `; expected one of ${known.join(", ")}`}\n` +
        "`pnpm exp list` shows them all",
    );
  }
  return fileOf(name);
}
