import { UserError, shown } from "@gradlab/schema/mistake";

const expected =
  "expected redis://host:port (rediss:// for TLS), or redis with the address in REDIS_URL";

/**
 * The address of a Redis that a user gave, or that of REDIS_URL. One on the command line with a password
 * in it is taken off the list of processes, as far as this one can.
 */
export function redisUrl(given: string | undefined, notice: (sentence: string) => void): string {
  if (given === undefined || given === "redis") {
    const url = process.env["REDIS_URL"];
    if (url) return url;
    throw new UserError(`no address of a Redis: REDIS_URL is not set; ${expected}`);
  }
  if (!/^rediss?:/i.test(given)) {
    throw new UserError(
      `not the address of a Redis: ${shown(given.replace(/.*@/s, "…@"))}; ${expected}`,
    );
  }
  if (given.includes("@")) {
    process.title = "pnpm exp";
    notice(
      "a password on the command line can be read by other users: REDIS_URL keeps it from them",
    );
  }
  return given;
}
