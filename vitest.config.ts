import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: ["packages/*", "bench", "tests"],
    // vitest leaves a core free for itself; of two that is half
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
