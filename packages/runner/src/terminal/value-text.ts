import type { JsonValue } from "@gradlab/schema";
import type { ChangedKey } from "../experiment/changed-keys.ts";

const valueText = (value: JsonValue | undefined) =>
  value === undefined ? "not set" : typeof value === "string" ? value : JSON.stringify(value);

/** "train.steps 10000 → 2000" */
export const changeText = ({ path, from, to }: ChangedKey) =>
  `${path} ${valueText(from)} → ${valueText(to)}`;

/** The first digits of a checksum. */
export const shortHash = (hash: string) => hash.slice(0, 8) || "none";
