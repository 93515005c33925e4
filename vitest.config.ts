import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { globalSetup: "tests/temporary-folder.ts", projects: ["packages/*", "bench", "tests"] },
});
