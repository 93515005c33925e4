import { realFiles, type Files, type NewFile } from "../src/results/files.ts";

export class Killed extends Error {
  override name = "Killed";
}

/**
 * Real files up to the `at`-th call. With that one the process is dead: half of what it writes is there,
 * and nothing else that it asks for is done.
 */
export function killedAt(at: number) {
  let calls = 0;
  return failing((_, effect) => {
    calls++;
    if (calls < at) return undefined;
    if (calls === at) effect?.();
    return new Killed(`at call ${at}`);
  });
}

/** Real files on a disk that is full from the `at`-th call on, which takes half a write. */
export function fullAt(at: number) {
  let calls = 0;
  return failing((call, effect) => {
    if (++calls < at || !["makeFolder", "create", "write", "sync"].includes(call)) return undefined;
    if (calls === at) effect?.();
    return Object.assign(new Error(`ENOSPC: no space left on device, ${call}`), { code: "ENOSPC" });
  });
}

type Fails = (call: keyof Files | keyof NewFile, half?: () => void) => Error | undefined;

function failing(fails: Fails): Files {
  const or = <T>(call: keyof Files | keyof NewFile, real: () => Promise<T>): Promise<T> => {
    const error = fails(call);
    return error ? Promise.reject(error) : real();
  };
  return {
    makeFolder: (path) => or("makeFolder", () => realFiles.makeFolder(path)),
    async create(path) {
      const file = await or("create", () => realFiles.create(path));
      return {
        async write(data) {
          let half: Promise<void> | undefined;
          const error = fails("write", () => (half = file.write(data.slice(0, data.length / 2))));
          await half;
          if (error) throw error;
          await file.write(data);
        },
        sync: () => or("sync", () => file.sync()),
        // A dead process has its files closed for it.
        close: () => file.close().then(() => or("close", async () => {})),
      };
    },
    rename: (from, to) => or("rename", () => realFiles.rename(from, to)),
    remove: (path) => or("remove", () => realFiles.remove(path)),
    syncFolder: (path) => or("syncFolder", () => realFiles.syncFolder(path)),
  };
}
