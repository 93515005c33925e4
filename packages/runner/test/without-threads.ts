import { vi } from "vitest";

/**
 * Before every test file: starting threads would take most of the time. A test of threads has them by
 * `vi.unmock("../src/executor/threads.ts")`; so has whatever runs in a process of its own.
 */
vi.mock("../src/executor/threads.ts", async () => {
  const { InProcessExecutor } = await import("../src/executor/in-process.ts");
  type Arguments = ConstructorParameters<typeof InProcessExecutor>;
  return {
    ThreadExecutor: class extends InProcessExecutor {
      constructor(_workers: number, ...rest: Arguments) {
        super(...rest);
      }
    },
  };
});
