import { defineProject } from "vitest/config";

export default defineProject({
  test: {
    name: "@gradlab/schema",
    setupFiles: ["../../tests/same-examples.ts"],
    include: ["test/**/*.test.ts"],
    exclude: ["**/*.slow.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One process for all files spares each its start, and its code is warm.
    isolate: false,
  },
});
