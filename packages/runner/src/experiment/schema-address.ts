import { readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Where an editor finds the schema of this gradlab, from an experiment of the project at `root`: by a path
 * where project and gradlab lie in one folder, a clone or one with node_modules, that is moved as a whole.
 * pnpm's own folders, which change their names with every version, are not for files that stay.
 */
export function schemaAddress(root: string): string {
  const file = fileURLToPath(import.meta.resolve("@gradlab/schema/experiment.schema.json"));
  const [folder] = file.split(new RegExp(`\\${sep}(?:node_modules|packages)\\${sep}`));
  const isPnpms = file.includes(`${sep}.pnpm${sep}`);
  if (!isPnpms && `${root}${sep}`.startsWith(`${folder}${sep}`)) {
    return relative(join(root, "experiments"), file).split(sep).join("/");
  }
  const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  return `https://unpkg.com/@gradlab/schema@${version}/experiment.schema.json`;
}
