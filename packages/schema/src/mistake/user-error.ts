/** A user's mistake or a trouble of the machine: shown as a sentence, never with a stack. */
export class UserError extends Error {
  override name = "UserError";
}

const fileTroubles: Record<string, string> = {
  EACCES: "permission denied",
  EPERM: "operation not permitted",
  EROFS: "the file system is read-only",
  ENOSPC: "no space left on the device",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "a file stands where a folder is expected",
  EEXIST: "a file stands where a folder is expected",
  EISDIR: "a folder stands where a file is expected",
  ENOENT: "there is no such file or folder, and none can be made",
  EIO: "the device failed",
  ELOOP: "its links lead in a circle",
  EBUSY: "it is in use",
  EMFILE: "too many files are open",
  ENFILE: "too many files are open",
  ENAMETOOLONG: "the name is too long",
};

/** The sentence for a failed file operation, or undefined when the error is something else. */
export function fileTrouble(error: unknown): string | undefined {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  if (code === "ERR_INVALID_ARG_VALUE" && message?.includes("null bytes")) {
    return "no name has a NUL character in it";
  }
  return code === undefined ? undefined : fileTroubles[code];
}
