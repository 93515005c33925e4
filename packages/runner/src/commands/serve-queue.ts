import { work } from "@gradlab/queue";
import { ReadyExecutors } from "../executor/ready-executors.ts";
import { mathVersion } from "../results/math-version.ts";
import { provenanceNow } from "../results/provenance.ts";
import { dataHost } from "../terminal/data-host.ts";
import { counted } from "../counted.ts";
import { interruptSignals } from "../terminal/interrupts.ts";
import { duration } from "./duration.ts";
import { redisAddress } from "./redis-address.ts";
import { computing } from "./run-flags.ts";
import type { WorkerFlags } from "./worker.ts";

/** Executes what the queue has, until a signal ends it. */
export async function serveQueue(flags: WorkerFlags): Promise<void> {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const lostAfterMs = duration("lost-after", flags.lostAfter)!;
  const { workers, threads, kernels } = computing(flags);
  const address = redisAddress(flags.address, say);
  const signals = interruptSignals(say);
  const ready = new ReadyExecutors(
    { workers, threads, kernels, notice: say },
    dataHost(flags.dataDir, say),
  );
  const { mathVersion: _, createdAt: __, ...machine } = provenanceNow(process.cwd());
  const host = { mathVersion: mathVersion(), workers, machine, lostAfterMs, say };
  try {
    const executed = await work(address, { ...host, executor: (it) => ready.of(it) }, signals);
    say(`stopped: ${counted(executed, "trial")} executed`);
  } finally {
    await ready.close();
  }
}
