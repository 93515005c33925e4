import { didYouMean } from "@gradlab/schema";
import { isObject } from "./is-object.ts";
import { knownKeys } from "./known-keys.ts";
import { ExperimentError, type Path, type Problem } from "./problem.ts";
import { readYaml } from "./read-yaml.ts";

/** `key=value` of the command line. */
export interface Override {
  /** as typed */
  readonly text: string;
  readonly path: Path;
  readonly value: unknown;
}

const grammar = "expected path=value, such as train.steps=1000 or 'sweep.model.hidden=[[10],[50]]'";

/** Values are YAML, so that lists, numbers and words read as they do in the file. */
export function parseOverrides(texts: readonly string[]): Override[] {
  const problems: Problem[] = [];
  const overrides = texts.map((text): Override => {
    const problem = (says: string, path: Path = []) =>
      problems.push({ where: () => text, path, says });
    const equals = text.indexOf("=");
    if (equals < 1) {
      problem(`not an override; ${grammar}`);
      return { text, path: [], value: undefined };
    }
    const path = pathOf(text.slice(0, equals));
    const yaml = readYaml(text.slice(equals + 1));
    const [first] = yaml.problems;
    if (first) problem(first.says, [...path, ...(first.path ?? [])]);
    const unknown = firstUnknown(path);
    if (unknown !== undefined) {
      problem(
        `unknown key${didYouMean(String(path[unknown]), knownKeys(path.slice(0, unknown)))}`,
        path,
      );
    }
    return { text, path, value: yaml.value };
  });
  if (problems.length > 0) throw new ExperimentError(problems);
  return overrides;
}

/** Below `sweep` a dotted path is one name, as in the file. */
function pathOf(dotted: string): Path {
  const parts = dotted.split(".");
  return parts[0] === "sweep" && parts.length > 1 ? ["sweep", parts.slice(1).join(".")] : parts;
}

function firstUnknown(path: Path): number | undefined {
  // The axes of a sweep are checked with the file's; this one no copy would keep.
  if (path[0] === "sweep") return path[1] === "__proto__" ? 1 : undefined;
  const index = path.findIndex((part, i) => !knownKeys(path.slice(0, i)).includes(String(part)));
  return index < 0 ? undefined : index;
}

/** A copy of `value` with the value at `path` replaced; missing objects on the way are made. */
export function setAt(value: unknown, path: Path, replacement: unknown): unknown {
  if (path.length === 0) return replacement;
  const [key, ...rest] = path as [string | number, ...(string | number)[]];
  const old = isObject(value) ? value : {};
  const below = Object.hasOwn(old, key) ? old[key] : undefined;
  return { ...old, [key]: setAt(below, rest, replacement) };
}
