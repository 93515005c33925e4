import { formatVersion } from "./trial.ts";

interface Schema<T> {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: T }
    | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What a stored file holds, or one sentence on why it is of no use here. */
export type Parsed<T> =
  | { readonly value: T; readonly problem?: undefined }
  /** `newer`: it is whole, and only a newer gradlab can read it. */
  | { readonly problem: string; readonly newer: boolean };

/** Reads the text of a trial, run, baseline or bench file. Whatever the text is, nothing is thrown. */
export function parseStored<T>(schema: Schema<T>, text: string): Parsed<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return broken("not valid JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return broken("not a JSON object");
  }
  const version: unknown = Object.hasOwn(value, "formatVersion")
    ? (value as Record<string, unknown>)["formatVersion"]
    : undefined;
  if (version === undefined) return broken(`no formatVersion; expected ${formatVersion}`);
  if (typeof version === "number" && version > formatVersion) {
    const problem = `written by a newer gradlab (formatVersion ${version}); this one reads ${formatVersion}; update`;
    return { problem, newer: true };
  }
  if (version !== formatVersion) {
    const shown = (JSON.stringify(version) ?? "").slice(0, 40);
    return broken(`unknown formatVersion: ${shown}; expected ${formatVersion}`);
  }
  const parsed = checked(schema, value);
  if (parsed === undefined) return broken("nested too deeply");
  if (parsed.success) return { value: parsed.data };
  const [issue] = parsed.error.issues;
  const at = issue!.path.map(String).join(".").slice(0, 80) || "top level";
  return broken(`not in the form of formatVersion ${formatVersion}: ${at}: ${issue!.message}`);
}

const broken = (problem: string): Parsed<never> => ({ problem, newer: false });

/** Undefined where the call stack does not reach to the bottom of the value. */
function checked<T>(schema: Schema<T>, value: unknown) {
  try {
    return schema.safeParse(value);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
