import { parseAddress, type RedisAddress } from "@gradlab/queue/address";
import { UserError } from "@gradlab/schema/mistake";

const expected = "expected redis://host:port, or its address there";

/**
 * The address of a Redis that a user gave, or that of REDIS_URL. One on the command line with a password
 * in it is taken off the list of processes, as far as this one can.
 */
export function redisAddress(
  given: string | undefined,
  notice: (sentence: string) => void,
): RedisAddress {
  if (given === undefined || given === "redis") {
    const url = process.env["REDIS_URL"];
    if (url) return parseAddress(url);
    throw new UserError(`no address of a Redis: REDIS_URL is not set; ${expected}`);
  }
  const address = parseAddress(given);
  if (address.hasPassword) {
    process.title = "pnpm exp";
    notice(
      "a password on the command line can be read by other users: REDIS_URL keeps it from them",
    );
  }
  return address;
}
