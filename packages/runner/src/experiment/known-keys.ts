import { experimentJsonSchema } from "@gradlab/schema";
import type { Path } from "./problem.ts";

interface SchemaNode {
  readonly properties?: Record<string, SchemaNode>;
  readonly items?: SchemaNode;
  readonly oneOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly enum?: readonly string[];
}

let root: SchemaNode | undefined;

/** The names that an experiment file may have below `path`, in whatever variant; [] when it is free. */
export function knownKeys(path: Path): string[] {
  const keys = nodesAt(path).flatMap((node) => Object.keys(node.properties ?? {}));
  return [...new Set(keys)];
}

function nodesAt(path: Path): SchemaNode[] {
  root ??= JSON.parse(experimentJsonSchema()) as SchemaNode;
  let nodes = variants(root);
  for (const part of path) {
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
  }
  return nodes;
}

function variants(node: SchemaNode): SchemaNode[] {
  return [node, ...[...(node.oneOf ?? []), ...(node.anyOf ?? [])].flatMap(variants)];
}
