import { defineProject } from "vitest/config";

export default defineProject({
  test: {
    name: "@gradlab/report",
    include: ["test/**/*.test.ts"],
    exclude: ["**/*.slow.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One process for all files spares each its start, and Vega is warm.
    isolate: false,
    expect: { poll: { timeout: 60_000 } },
  },
});
