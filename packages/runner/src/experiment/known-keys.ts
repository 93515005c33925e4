import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isObject } from "./is-object.ts";
import type { Path } from "./problem.ts";

interface SchemaNode {
  readonly properties?: Record<string, SchemaNode>;
  readonly items?: SchemaNode;
  readonly oneOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly enum?: readonly string[];
  readonly const?: unknown;
}

/** As written beforehand: making it of the zod schemas would take longer than all the rest of a start. */
const schemaFile = () =>
  fileURLToPath(import.meta.resolve("@gradlab/schema/experiment.schema.json"));

let root: SchemaNode | undefined;

/**
 * The names that an experiment file may have below `path`; [] when it is free. Of all variants, or, where
 * the value that the path begins at is given, of those that its task and types choose.
 */
export function knownKeys(path: Path, value?: unknown): string[] {
  const keys = nodesAt(path, value).flatMap((node) => Object.keys(node.properties ?? {}));
  return [...new Set(keys)];
}

/** Settings go no deeper. */
const deepest = 3;

/** The settings that the value's variant may have below others: "train.optimizer.learningRate". */
export function settingsOf(value: unknown, path: readonly string[] = []): string[] {
  return knownKeys(path, value)
    .filter((key) => path.length > 0 || !["sweep", "claims"].includes(key))
    .flatMap((key) => {
      const here = [...path, key];
      const own = path.length > 0 ? [here.join(".")] : [];
      return here.length < deepest ? [...own, ...settingsOf(value, here)] : own;
    });
}

function nodesAt(path: Path, value: unknown): SchemaNode[] {
  root ??= JSON.parse(readFileSync(schemaFile(), "utf8")) as SchemaNode;
  let nodes = chosen(variants(root), value);
  let at = value;
  for (const part of path) {
    at = isObject(at) || Array.isArray(at) ? (at as Record<string | number, unknown>)[part] : at;
    nodes = nodes.flatMap((node) => {
      const properties = node.properties ?? {};
      const next =
        typeof part === "number"
          ? node.items
          : Object.hasOwn(properties, part)
            ? properties[part]
            : undefined;
      return next === undefined ? [] : variants(next);
    });
    nodes = chosen(nodes, at);
  }
  return nodes;
}

function variants(node: SchemaNode): SchemaNode[] {
  return [node, ...[...(node.oneOf ?? []), ...(node.anyOf ?? [])].flatMap(variants)];
}

/** The variants that have the constants of the value; all where none has. */
function chosen(nodes: SchemaNode[], value: unknown): SchemaNode[] {
  if (!isObject(value)) return nodes;
  const fitting = nodes.filter(({ properties = {} }) =>
    Object.entries(properties).every(
      ([key, { const: only }]) => only === undefined || value[key] === only,
    ),
  );
  return fitting.some(({ properties }) => properties) ? fitting : nodes;
}
