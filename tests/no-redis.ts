import { hasRedis } from "./redis-server.ts";

/** Why tests of the queue are left out, or false: `describe.skipIf(noRedis)`. */
export const noRedis = hasRedis() ? false : "no redis-server on this machine";
if (noRedis) console.warn(`${noRedis}: the queue is not tested; \`apt-get install redis-server\``);
