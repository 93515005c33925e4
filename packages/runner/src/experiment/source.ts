import { UserError, fileTrouble, shown } from "@gradlab/schema";
import { join } from "node:path";
import { isMap, isNode, LineCounter, type Document, type Node } from "yaml";
import { readRegular } from "../results/read-regular.ts";
import { ExperimentError, type Path } from "./problem.ts";
import { readYaml } from "./read-yaml.ts";

/** No experiment is near this; a larger file is a mistake. */
const maxSizeBytes = 1_000_000;

/** An experiment file as written: its values, and where each of them stands. */
export interface ExperimentSource {
  readonly file: string;
  readonly value: unknown;
  /** `file:line:column` of the value at a path, of its key with `ofKey`, or of what it is missing from. */
  place(path: Path, ofKey?: boolean): string;
}

/** Reads `file`, a path relative to `root`; what is no YAML, or more than plain data, is an ExperimentError. */
export function readSource(root: string, file: string): ExperimentSource {
  return parseSource(readText(join(root, file), file), file);
}

function readText(path: string, file: string): string {
  const refused = (problem: string) => new UserError(`cannot read ${shown(file, 200)}: ${problem}`);
  try {
    const bytes = readRegular(path, maxSizeBytes);
    if (typeof bytes === "string") throw refused(bytes);
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (error instanceof TypeError) throw refused("not UTF-8; expected text saved as UTF-8");
    throw refused(fileTrouble(error) ?? (error as Error).message);
  }
}

export function parseSource(text: string, file: string): ExperimentSource {
  const lines = new LineCounter();
  const { document, value, problems } = readYaml(text, lines);
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${Math.max(1, line)}:${Math.max(1, col)}`;
  };
  const place = (path: Path, ofKey = false) => at(offsetOf(document, path, ofKey));
  if (problems.length > 0) {
    throw new ExperimentError(
      problems.map(({ offset, path = [], says }) => ({
        where: () => (offset === undefined ? place(path) : at(offset)),
        path,
        says,
      })),
    );
  }
  return { file, value, place };
}

/** Where the node at `path` starts, or the deepest one on the way that is there. */
function offsetOf(document: Document, path: Path, ofKey: boolean): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const part = path.slice(0, depth);
    if (ofKey && depth === path.length && depth > 0) {
      const parent = document.getIn(part.slice(0, -1), true) ?? document.contents;
      if (isMap(parent)) {
        const pair = parent.items.find(
          ({ key }) => String(isNode(key) ? (key.toJSON() ?? "") : key) === String(part.at(-1)),
        );
        const offset = isNode(pair?.key) ? pair.key.range?.[0] : undefined;
        if (offset !== undefined) return offset;
      }
    }
    const node = (depth === 0 ? document.contents : document.getIn(part, true)) as Node | undefined;
    const offset = isNode(node) ? node.range?.[0] : undefined;
    if (offset !== undefined) return offset;
  }
  return 0;
}
