import { valueName, type JsonValue } from "@gradlab/schema";

/** Dotted paths and what is set there, as text; lists are one setting. */
export function settings(value: JsonValue, path = ""): [string, string][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [[path, valueName(value)]];
  }
  return Object.entries(value).flatMap(([key, it]) =>
    settings(it as JsonValue, path === "" ? key : `${path}.${key}`),
  );
}
