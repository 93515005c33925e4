import { UserError, didYouMean, shown } from "@gradlab/schema/mistake";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const folder = "experiments";
const extension = ".yaml";

/** Names of the experiments below `root`, sorted; hidden files are none. */
export function experimentNames(root: string): string[] {
  const path = join(root, folder);
  if (!existsSync(path)) {
    throw new UserError(
      `no folder ${folder}: ${root}\nexpected the folder of a gradlab project; change to it first, or make one: \`pnpm exp init <name>\` in a folder with a package.json`,
    );
  }
  return readdirSync(path)
    .filter((file) => file.endsWith(extension) && !file.startsWith("."))
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
      `unknown experiment: ${shown(name)}${hint || settingHint(name) || `; expected one of ${known.map((it) => shown(it)).join(", ")}`}\n` +
        "`pnpm exp list` shows them all",
    );
  }
  const problem = nameProblem(name);
  if (problem !== undefined) {
    throw new UserError(
      `not a name for an experiment: ${shown(name)}: ${problem}; rename ${shown(fileOf(name))}`,
    );
  }
  return fileOf(name);
}

/** `train.steps 500`: no name of ours has such dots. */
const settingHint = (name: string) =>
  /^[a-z]+(\.[a-zA-Z]+)+$/.test(name) ? `; did you mean a setting, ${name}=…?` : "";

/** Folders of results/ that are no experiment's. */
const taken = ["baselines", "bench", "report"];
const mostBytes = 100;

/** What keeps a name from being that of a folder in results/; undefined where nothing does. */
export function nameProblem(name: string): string | undefined {
  if (taken.includes(name)) return `results/${name} is there for something else`;
  if (Buffer.byteLength(name) > mostBytes) return `expected at most ${mostBytes} bytes`;
  if (!/^[\p{L}\p{N}_]([\p{L}\p{M}\p{N}_.-]*[\p{L}\p{M}\p{N}_-])?$/u.test(name)) {
    return "expected letters, digits, _, - and ., the first a letter or digit, the last no .";
  }
  return undefined;
}
