import { stat } from "node:fs/promises";

interface Memory {
  /** All that is read for a file: it is read again when one of these is another. */
  readonly files?: (file: string) => readonly string[];
  /** Only what was read last is kept: of large values. */
  readonly last?: boolean;
}

/** What was read of a file is read again when the file is another: the same object until then. */
export function remembered<Value>(
  read: (file: string) => Promise<Value>,
  { files = (file) => [file], last = false }: Memory = {},
): typeof read {
  const known = new Map<string, { readonly mark: string; readonly value: Value }>();
  return async (file) => {
    const mark = (await Promise.all(files(file).map(markOf))).join("\n");
    const found = known.get(file);
    if (found?.mark === mark) return found.value;
    if (last) known.clear();
    const value = await read(file);
    known.set(file, { mark, value });
    return value;
  };
}

const markOf = (file: string) =>
  stat(file).then(
    ({ mtimeMs, size, ino }) => `${mtimeMs} ${size} ${ino}`,
    () => "",
  );
