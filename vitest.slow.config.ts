import { defineConfig } from "vitest/config";

/** Tests of many seconds each, one file after the other: `pnpm test:slow`. */
export default defineConfig({
  test: {
    globalSetup: "tests/temporary-folder.ts",
    include: ["{packages/*/test,bench/test,tests}/**/*.slow.test.ts"],
    fileParallelism: false,
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
