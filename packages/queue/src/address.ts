import { isIP } from "node:net";
import { UserError, shown } from "@gradlab/schema/mistake";
import type { RedisOptions } from "ioredis";

/** Where a Redis listens, and how messages name it. */
export interface RedisAddress {
  /** `redis://host:6379`, never with a user or password. */
  readonly shown: string;
  readonly hasPassword: boolean;
  readonly options: Pick<RedisOptions, "host" | "port" | "db" | "username" | "password" | "tls">;
}

const form = "expected redis://[[user]:password@]host[:port][/database], or rediss:// for TLS";

/** Nothing of what may be a password is in its errors. */
export function parseAddress(text: string): RedisAddress {
  const refused = (why: string) =>
    new UserError(`${why}: ${shown(withoutCredentials(text))}; ${form}`);
  const url = URL.parse(text);
  if (url === null) throw refused("not the address of a Redis");
  const { protocol, username, password, search, hash } = url;
  if (protocol !== "redis:" && protocol !== "rediss:") throw refused("not the address of a Redis");
  if (url.hostname === "") throw refused("no host in the address of Redis");
  if (search !== "" || hash !== "") throw refused("more than an address of Redis");
  const [, database] = /^(?:\/(\d{1,5})?)?$/.exec(url.pathname) ?? [];
  if (url.pathname.length > 1 && database === undefined) throw refused("no number of a database");
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const port = Number(url.port || 6379);
  return {
    shown: `${protocol}//${url.hostname}:${port}${database === undefined ? "" : `/${database}`}`,
    hasPassword: password !== "",
    options: {
      host,
      port,
      db: Number(database ?? 0),
      ...(username !== "" && { username: decoded(username) }),
      ...(password !== "" && { password: decoded(password) }),
      ...(protocol === "rediss:" && { tls: isIP(host) ? {} : { servername: host } }),
    },
  };
}

/** A password need not be written as a URL asks for. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A text that may be no URL at all, without what stands before its last @ or after a `?`. */
export const withoutCredentials = (text: string) =>
  text.replace(/^([a-z]+:\/\/)?.*@/is, "$1…@").replace(/[?#].*/s, (it) => `${it[0]}…`);
