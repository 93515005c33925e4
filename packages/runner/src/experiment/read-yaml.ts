import { isScalar, parseDocument, visit, Document, type LineCounter } from "yaml";
import type { Path } from "./problem.ts";

/** YAML as far as it is data: its values, or what is wrong with it. */
export interface YamlData {
  readonly document: Document;
  readonly value: unknown;
  readonly problems: readonly YamlProblem[];
}

interface YamlProblem {
  readonly says: string;
  /** Where in the text, or else where in the values. */
  readonly offset?: number;
  readonly path?: Path;
}

/** No experiment is half as deep. */
const deepest = 50;

/**
 * Reads text that may be anybody's. What comes of it is a tree of plain JSON values: aliases that expand
 * without end or hold themselves, tags, keys that are no text and characters that no one can see are problems.
 */
export function readYaml(text: string, lineCounter?: LineCounter): YamlData {
  try {
    const document = parseDocument(text, {
      prettyErrors: false,
      logLevel: "error",
      uniqueKeys: false, // quadratic, and done below
      ...(lineCounter && { lineCounter }),
    });
    const found = [...document.errors, ...document.warnings];
    const problems: YamlProblem[] = found.map(({ pos, message }) => notYaml(message, pos[0]));
    problems.push(...duplicateKeys(document));
    if (problems.length > 0) return { document, value: undefined, problems };
    const value: unknown = document.toJS();
    const problem = firstProblem(value);
    return { document, value, problems: problem ? [problem] : [] };
  } catch (error) {
    // Aliases that expand without end, and depth that no stack has.
    const problems = [notYaml((error as Error).message, 0)];
    return { document: new Document(), value: undefined, problems };
  }
}

const notYaml = (message: string, offset: number): YamlProblem => ({
  says: `not valid YAML: ${clear(message)}`,
  offset,
});

function duplicateKeys(document: Document): YamlProblem[] {
  const problems: YamlProblem[] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) {
          const says = `duplicate key: ${name}; expected each once`;
          problems.push({ says, offset: key.range?.[0] ?? 0 });
        }
        seen.add(name);
      }
    },
  });
  return problems;
}

/** The parser's words for programmers, as a user's: a stack that overflows is a mistake in the text. */
function clear(message: string): string {
  if (message.startsWith("Maximum call stack")) return tooDeep;
  if (message.startsWith("Source contains multiple")) {
    return "more than one document; expected one, without a line ---";
  }
  return message.split("\n")[0]!;
}

const tooDeep = `nested too deeply; expected at most ${deepest} levels`;

/** What no experiment may hold, wherever it stands. */
function firstProblem(
  value: unknown,
  path: Path = [],
  above: readonly unknown[] = [],
): YamlProblem | undefined {
  const problem = (says: string) => ({ path, says });
  if (typeof value === "string") {
    const found = unreadable.exec(value)?.[0];
    return found === undefined ? undefined : problem(`unreadable character: ${codeOf(found)}`);
  }
  if (typeof value !== "object" || value === null) return undefined;
  if (above.includes(value)) return problem("an alias of what it is part of");
  if (above.length >= deepest) return problem(tooDeep);
  const isList = Array.isArray(value);
  if (!isList && !isPlain(value)) {
    return problem("not plain data; expected text, numbers, lists and maps of keys, without tags");
  }
  const within = [...above, value];
  for (const [key, below] of isList ? value.entries() : Object.entries(value)) {
    const at = [...path, key];
    // Copies would lose it: assigned, it is no key but what an object inherits from.
    if (key === "__proto__") return { path: at, says: "unknown key" };
    const found = firstProblem(below, at, within);
    if (found) return found;
    const inKey = firstProblem(typeof key === "string" ? key : "", at, within);
    if (inKey) return inKey;
  }
  return undefined;
}

/** A map of keys, and no date, set or bytes that a tag makes. */
const isPlain = (value: object) => Object.getPrototypeOf(value) === Object.prototype;

/** Control characters but tab and line feed, and halves of characters. */
const unreadable = /(?![\t\n\r])[\p{Cc}\p{Cs}]/u;

const codeOf = (character: string) =>
  `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
