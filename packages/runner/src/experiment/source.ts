import { UserError, fileTrouble } from "@gradlab/schema";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isMap, isNode, LineCounter, parseDocument, type Document, type Node } from "yaml";
import { ExperimentError, type Path } from "./problem.ts";

/** No experiment is near this; a larger file is a mistake. */
const maxSizeBytes = 1_000_000;

/** An experiment file as written: its values, and where each of them stands. */
export interface ExperimentSource {
  readonly file: string;
  readonly value: unknown;
  /** `file:line:column` of the value at a path, of its key with `ofKey`, or of what it is missing from. */
  place(path: Path, ofKey?: boolean): string;
}

/** Reads `file`, a path relative to `root`; YAML that does not parse is an ExperimentError. */
export function readSource(root: string, file: string): ExperimentSource {
  let text: string;
  try {
    text = readFileSync(join(root, file), "utf8");
  } catch (error) {
    throw new UserError(`cannot read ${file}: ${fileTrouble(error) ?? (error as Error).message}`);
  }
  if (text.length > maxSizeBytes) {
    throw new UserError(
      `${file} is too large: ${text.length} bytes; expected at most ${maxSizeBytes}`,
    );
  }
  return parseSource(text, file);
}

export function parseSource(text: string, file: string): ExperimentSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    throw new ExperimentError(
      document.errors.map(({ pos, message }) => ({
        where: at(pos[0]),
        path: [],
        says: `not valid YAML: ${message}`,
      })),
    );
  }
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    // Aliases that expand without end are refused by the parser here.
    throw new ExperimentError([
      { where: at(0), path: [], says: `not valid YAML: ${(error as Error).message}` },
    ]);
  }
  return {
    file,
    value,
    place: (path, ofKey = false) => at(offsetOf(document, path, ofKey)),
  };
}

/** Where the node at `path` starts, or the deepest one on the way that is there. */
function offsetOf(document: Document, path: Path, ofKey: boolean): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const part = path.slice(0, depth);
    if (ofKey && depth === path.length && depth > 0) {
      const parent = document.getIn(part.slice(0, -1), true) ?? document.contents;
      if (isMap(parent)) {
        const pair = parent.items.find(
          ({ key }) => (isNode(key) ? key.toJSON() : key) === part.at(-1),
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
