import { vi } from "vitest";

// Each thread that lives listens to it for errors, and so does each main: Node warns of more than ten.
process.stdout.setMaxListeners(0);

/**
 * Before every test file: starting threads would take most of the time. A test of threads has them by
 * `withRealThreads()`; so has whatever runs in a process of its own.
 */
vi.mock("../src/executor/threads.ts", async (original) => {
  const { ThreadExecutor } = await original<typeof import("../src/executor/threads.ts")>();
  const { InProcessExecutor } = await import("../src/executor/in-process.ts");
  const { threads } = await import("./real-threads.ts");
  type Arguments = ConstructorParameters<typeof ThreadExecutor>;
  return {
    ThreadExecutor: function (...[workers, data, wasm, options]: Arguments) {
      return threads.areReal
        ? new ThreadExecutor(workers, data, wasm, options)
        : new InProcessExecutor(data, wasm);
    },
  };
});
