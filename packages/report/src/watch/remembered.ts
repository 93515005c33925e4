import { stat } from "node:fs/promises";

/** What was read of a file is read again when the file is another: the same object until then. */
export function remembered<Value>(read: (file: string) => Promise<Value>): typeof read {
  const known = new Map<string, { readonly mark: string; readonly value: Value }>();
  return async (file) => {
    const { mtimeMs, size, ino } = await stat(file).catch(() => ({ mtimeMs: 0, size: 0, ino: 0 }));
    const mark = `${mtimeMs} ${size} ${ino}`;
    const found = known.get(file);
    if (found?.mark === mark) return found.value;
    const value = await read(file);
    known.set(file, { mark, value });
    return value;
  };
}
