/** What of a stack says what happened. */
export const errorLine = (error: string) =>
  error.split("\n").find((line) => /^\w*Error\b/.test(line)) ?? error;
