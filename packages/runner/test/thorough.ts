/** How many examples a property is tried on: few where a developer waits, many under `pnpm test:slow`. */
export const examples = (few: number) => ({
  numRuns: few * (process.env["GRADLAB_THOROUGH"] === undefined ? 1 : 60),
});
