import { defineProject } from "vitest/config";

export default defineProject({
  test: {
    name: "repository",
    setupFiles: ["../packages/runner/test/without-threads.ts"],
    include: ["*.test.ts"],
    exclude: ["*.slow.test.ts"],
    testTimeout: 60_000,
  },
});
