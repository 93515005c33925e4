/** The line of a stored error that says what went wrong; the others say where. */
export const errorLine = (error: string) =>
  error.split("\n").find((line) => /^\w*Error\b/.test(line)) ?? error;
