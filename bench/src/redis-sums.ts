import type { RedisServer } from "../../tests/redis-server.ts";

/** Sums since it was started. */
export interface RedisSums {
  /** Also those within scripts. */
  readonly commands: number;
  /** Sent to all of its clients. */
  readonly bytes: number;
  readonly cpuMs: number;
}

export function redisSums(redis: RedisServer): RedisSums {
  const info = redis.tryCommand("INFO", "everything");
  const sum = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, "m").exec(info)![1]);
  return {
    commands: sum("total_commands_processed"),
    bytes: sum("total_net_output_bytes"),
    cpuMs: 1e3 * (sum("used_cpu_user") + sum("used_cpu_sys")),
  };
}
