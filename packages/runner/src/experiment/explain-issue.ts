import { didYouMean } from "@gradlab/schema";
import type { z } from "zod";
import { knownKeys, settingsOf } from "./known-keys.ts";
import type { Path } from "./problem.ts";

type Issue = z.core.$ZodIssue;

/** What a schema's complaint means for the user, with the place it is about. */
export interface Explanation {
  readonly path: Path;
  readonly ofKey: boolean;
  readonly says: string;
}

/** One or more explanations; `prefix` is where the checked value stands in the experiment. */
export function explainIssue(issue: Issue, value: unknown, prefix: Path = []): Explanation[] {
  const path = [...prefix, ...(issue.path as (string | number)[])];
  const found = valueAt(value, issue.path as Path);
  const one = (says: string, ofKey = false): Explanation[] => [{ path, ofKey, says }];
  switch (issue.code) {
    case "unrecognized_keys": {
      const known = knownKeys(path, prefix.length === 0 ? value : undefined);
      const settings = path.length === 0 ? settingsOf(value) : [];
      return issue.keys.map((key) => ({
        path: [...path, key],
        ofKey: true,
        says: `unknown key${elsewhere(key, settings) || didYouMean(key, known) || among(known)}`,
      }));
    }
    case "invalid_type":
      return found === undefined
        ? one(`missing; expected ${article(issue.expected)}`)
        : one(`wrong type: ${show(found)}; expected ${article(issue.expected)}`);
    case "invalid_value": {
      const values = issue.values.map(String);
      if (found === undefined) return one(`missing; expected one of ${values.join(", ")}`);
      return one(
        `unknown value: ${show(found)}${didYouMean(show(found), values) || among(values)}`,
      );
    }
    case "too_small":
      return one(
        issue.message.startsWith("Too small")
          ? `out of range: ${show(found)}; expected ${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}${unit(issue.origin, issue.minimum)}`
          : issue.message,
      );
    case "too_big":
      return one(
        `out of range: ${show(found)}; expected ${issue.inclusive === false ? "less than" : "at most"} ${issue.maximum}${unit(issue.origin, issue.maximum)}`,
      );
    case "invalid_union":
      return explainUnion(issue, found, value, prefix);
    default:
      return one(issue.message);
  }
}

/** At the top of a file, or of the command line, a setting that stands deeper by its own name alone. */
function elsewhere(key: string, settings: readonly string[]): string {
  const places = settings.filter((setting) => setting.endsWith(`.${key}`));
  return places.length === 0 ? "" : `; did you mean ${places.join(" or ")}?`;
}

function explainUnion(
  issue: Extract<Issue, { code: "invalid_union" }>,
  found: unknown,
  value: unknown,
  prefix: Path,
): Explanation[] {
  const path = [...prefix, ...(issue.path as (string | number)[])];
  if (issue.errors.length === 0) {
    // The discriminator, to which the path leads, names no member.
    const options = ((issue as { options?: unknown[] }).options ?? []).map(String);
    const says =
      found === undefined
        ? `missing${among(options)}`
        : `unknown value: ${show(found)}${didYouMean(show(found), options) || among(options)}`;
    return [{ path, ofKey: false, says }];
  }
  // The member whose complaint lies deepest is the one that the user meant.
  const depth = (issues: readonly Issue[]) => Math.max(...issues.map((it) => it.path.length));
  const isTypeOnly = (issues: readonly Issue[]) =>
    issues.length === 1 && issues[0]!.code === "invalid_type" && issues[0]!.path.length === 0;
  const meant = issue.errors
    .filter((issues) => !isTypeOnly(issues))
    .sort((a, b) => depth(b) - depth(a))[0];
  if (meant === undefined) {
    const expected = issue.errors.map((issues) =>
      article((issues[0] as { expected?: string }).expected ?? "value"),
    );
    return [
      {
        path,
        ofKey: false,
        says: `wrong type: ${show(found)}; expected ${[...new Set(expected)].join(" or ")}`,
      },
    ];
  }
  return meant.flatMap((inner) =>
    explainIssue({ ...inner, path: [...issue.path, ...inner.path] } as Issue, value, prefix),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

export function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const part of path) {
    if (!isRecord(at) || !Object.hasOwn(at, part)) return undefined;
    at = at[part];
  }
  return at;
}

/** A value as short text. */
export function show(value: unknown): string {
  if (typeof value === "number") return String(value); // NaN and Infinity, which JSON has not
  if (value === "") return "an empty text";
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** More names than these help nobody. */
const mostNames = 30;

/** Names or values to choose from, as many as are of use. */
export function listed(names: readonly string[]): string {
  const more = names.length - mostNames;
  return more > 0 ? `${names.slice(0, mostNames).join(", ")} and ${more} more` : names.join(", ");
}

const among = (names: readonly string[]) =>
  names.length === 0 ? "" : `; expected one of ${listed(names)}`;

const articles: Record<string, string> = {
  int: "a whole number",
  number: "a number",
  string: "text",
  array: "a list",
  object: "a map of keys",
  record: "a map of keys",
  boolean: "true or false",
};
const article = (type: string) => articles[type] ?? type;

const unit = (origin: string, count: unknown) => {
  const one = Number(count) === 1;
  if (origin === "array") return one ? " entry" : " entries";
  if (origin === "string") return one ? " character" : " characters";
  return "";
};
