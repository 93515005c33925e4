import type { JsonValue } from "./json.ts";

const words = (part: string) => part.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();

/** A swept value as a reader would write it: 0.1, relu, [50, 100], normal (std 0.01). */
export function valueName(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(valueName).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const { type, ...rest } = value;
  const details = Object.entries(rest).map(([key, it]) => `${words(key)} ${valueName(it)}`);
  if (type === undefined) return details.join(", ");
  return details.length === 0 ? valueName(type) : `${valueName(type)} (${details.join(", ")})`;
}
