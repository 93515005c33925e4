import { UserError, didYouMean, shown, tasks } from "@gradlab/schema";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import { experimentNames, fileOf, nameProblem } from "./catalogue.ts";
import { schemaAddress } from "./schema-address.ts";

const possibleName = /^[a-z0-9][a-z0-9-]{0,59}$/;

/**
 * Writes a new experiment from its task's template, and returns its path; never over another. A folder
 * with a package.json becomes a project by its first experiment.
 */
export function writeTemplate(root: string, name: string, task: string): string {
  if (!possibleName.test(name)) {
    throw new UserError(
      `not a name for an experiment: ${shown(name)}\nexpected 1 to 60 of a-z, 0-9 and -, not - first; such as lr-sweep`,
    );
  }
  const problem = nameProblem(name);
  if (problem !== undefined) {
    throw new UserError(`not a name for an experiment: ${name}: ${problem}`);
  }
  const text = templateText(name, task);
  const file = fileOf(name);
  if (existsSync(join(root, "package.json")))
    mkdirSync(dirname(join(root, file)), { recursive: true });
  experimentNames(root); // says so where there is no project
  const schemaLine = `# yaml-language-server: $schema=${schemaAddress(root)}\n`;
  try {
    writeFileSync(join(root, file), schemaLine + text, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new UserError(
      `exists already: ${file}\nnothing was changed; choose another name, or delete it first`,
    );
  }
  return file;
}

/** The text of a new experiment of that name, but for its first line, which says where its schema is. */
export function templateText(name: string, task: string): string {
  if (!Object.hasOwn(tasks, task)) {
    const known = Object.keys(tasks);
    const hint = didYouMean(task, known) || `; expected one of ${known.join(", ")}`;
    throw new UserError(`unknown task: ${shown(task)}${hint}`);
  }
  const words = name.replaceAll("-", " ").trim();
  // As YAML, so that a name such as 1e3 or null stays text.
  const title = stringify({ title: words[0]!.toUpperCase() + words.slice(1) });
  const template = new URL(`./templates/${task}.yaml`, import.meta.url);
  return title + readFileSync(template, "utf8");
}
