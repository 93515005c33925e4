import { UserError } from "@gradlab/schema/mistake";
import { ThreadExecutors, type Executors } from "../executor/executors.ts";
import { expectQueue } from "../executor/expect-queue.ts";
import { duration } from "./duration.ts";
import { computing, type RunFlags } from "./run-flags.ts";

/** What executes the trials of a command. */
export async function executorsOf(
  flags: RunFlags,
  notice: (sentence: string) => void,
): Promise<Executors> {
  const timeoutMs = duration("trial-timeout", flags.trialTimeout);
  const settings = { timeoutMs, notice };
  if (flags.executor === undefined)
    return new ThreadExecutors({ ...computing(flags), ...settings });
  for (const flag of ["workers", "threads", "kernels"] as const) {
    if (flags[flag] === undefined) continue;
    throw new UserError(
      `both --executor and --${flag}; expected --${flag} where trials are executed: \`pnpm exp worker\``,
    );
  }
  expectQueue();
  const { redisAddress } = await import("./redis-address.ts");
  const { QueueExecutors } = await import("../executor/queue-executors.ts");
  return new QueueExecutors(redisAddress(flags.executor, notice), settings);
}
