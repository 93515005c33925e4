import { mkdir, open, rename, unlink } from "node:fs/promises";

/** What writing results asks of a file system, call by call: a test fails each of them in turn. */
export interface Files {
  /** With the folders that it is in, as far as they are missing. */
  makeFolder(path: string): Promise<unknown>;
  /** A file that was not there before. */
  create(path: string): Promise<NewFile>;
  /** Takes the place of a file that has the name already. */
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Ends when the names in a folder are on the disk. */
  syncFolder(path: string): Promise<void>;
}

export interface NewFile {
  write(data: string | Uint8Array): Promise<void>;
  /** Ends when the bytes are on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

export const realFiles: Files = {
  makeFolder: (path) => mkdir(path, { recursive: true }),
  async create(path) {
    const file = await open(path, "wx");
    return {
      write: (data) => file.writeFile(data),
      sync: () => file.sync(),
      close: () => file.close(),
    };
  },
  rename,
  remove: unlink,
  async syncFolder(path) {
    if (process.platform === "win32") return; // which opens no folders
    const folder = await open(path);
    await folder.sync().finally(() => folder.close());
  },
};
