import { defineProject } from "vitest/config";

export default defineProject({
  test: {
    name: "@gradlab/models",
    setupFiles: ["../../tests/same-examples.ts"],
    include: ["test/**/*.test.ts"],
    exclude: ["**/*.slow.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Nothing here leaves a trace: one process for all files spares each its start.
    isolate: false,
  },
});
