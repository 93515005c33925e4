import { defineProject } from "vitest/config";

export default defineProject({
  test: {
    name: "@gradlab/runner",
    setupFiles: ["test/without-threads.ts", "../../tests/same-examples.ts"],
    include: ["test/**/*.test.ts"],
    exclude: ["**/*.slow.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
