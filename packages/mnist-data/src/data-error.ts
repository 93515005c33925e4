/** A mistake of the user or of the world outside, told without a stack: what, expected, what to do. */
export class DataError extends Error {
  override readonly name = "DataError";
}

/** `<problem>: <value>`, then what was expected, then what to do, each on its own line. */
export function dataError(problem: string, expected: string, advice: string): DataError {
  return new DataError([problem, `  expected ${expected}`, `  ${advice}`].join("\n"));
}

/** The code of a failed system call (ENOENT, EACCES …), or the error's own words. */
export function failureCode(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.message;
}
