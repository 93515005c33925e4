/** A spec for a snapshot: the first of its panels, and of its tables how long they are and the first row. */
export function outline(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(outline);
  if (typeof value === "number" && !Number.isInteger(value)) return Number(value.toPrecision(6));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, outlineOf(key, it)]));
}

function outlineOf(key: string, value: unknown): unknown {
  if (!Array.isArray(value)) return outline(value);
  if (key === "concat") return [outline(value[0]), `${value.length} in all`];
  if (key !== "values" || typeof value[0] !== "object") return outline(value);
  return `${value.length} rows, ${JSON.stringify(outline(value[0]))}`;
}
