import type { JsonValue } from "@gradlab/schema";
import { isObject } from "./is-object.ts";
import { sameJson } from "./same-json.ts";

/** A setting that two configs have otherwise; undefined where one does not have it. */
export interface ChangedKey {
  /** dotted */
  readonly path: string;
  readonly from: JsonValue | undefined;
  readonly to: JsonValue | undefined;
}

/** The leaves in which two configs differ, in the order of the second; lists are leaves. */
export function changedKeys(from: unknown, to: unknown): ChangedKey[] {
  const before = leaves(from);
  const after = leaves(to);
  return [...new Set([...after.keys(), ...before.keys()])]
    .filter((path) => !sameJson(before.get(path) ?? null, after.get(path) ?? null))
    .map((path) => ({ path, from: before.get(path), to: after.get(path) }));
}

function leaves(value: unknown, path: readonly string[] = []): Map<string, JsonValue> {
  if (!isObject(value)) return new Map([[path.join("."), value as JsonValue]]);
  return new Map(
    Object.entries(value)
      .filter(([, below]) => below !== undefined)
      .flatMap(([key, below]) => [...leaves(below, [...path, key])]),
  );
}
