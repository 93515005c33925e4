import { UserError } from "@gradlab/schema/mistake";
import { Refusal, type TrialOrder } from "@gradlab/queue";
import { loadData, type DataHost, type LoadedData } from "../data.ts";
import { readParamsFile } from "../experiment/params-file.ts";
import type { Executor } from "@gradlab/schema";
import { openThreads, type ThreadSettings } from "./executors.ts";

/** Data sets that a worker keeps in memory with threads for them, beside those that trials run on. */
const mostIdle = 1;

interface Ready {
  readonly executor: Promise<Executor>;
  users: number;
}

/** What executes the trials of a queue, one by one, on whatever data each asks for. */
export class ReadyExecutors {
  readonly #settings: Omit<ThreadSettings, "timeoutMs">;
  readonly #host: DataHost;
  /** The one used last is the last. */
  readonly #ready = new Map<string, Ready>();

  constructor(settings: Omit<ThreadSettings, "timeoutMs">, host: DataHost) {
    this.#settings = settings;
    this.#host = host;
  }

  /** Throws `Refusal` where the data, or params, are not to be had here. */
  async of(order: TrialOrder): Promise<Executor> {
    const { config, dataset, timeoutMs } = order;
    if (config.task === "evaluate" && "file" in config.params) readParams(config.params);
    const id = JSON.stringify([dataset, timeoutMs]);
    const ready = this.#ready.get(id) ?? { executor: this.#open(order), users: 0 };
    this.#ready.delete(id);
    this.#ready.set(id, ready);
    ready.users++;
    try {
      const executor = await ready.executor;
      const done = () => this.#leave(ready);
      return {
        async *execute(jobs, signals) {
          try {
            yield* executor.execute(jobs, signals);
          } finally {
            await done();
          }
        },
        close: async () => {},
      };
    } catch (error) {
      if (this.#ready.get(id) === ready) this.#ready.delete(id); // it may be there the next time
      throw error;
    }
  }

  async close(): Promise<void> {
    const all = [...this.#ready.values()];
    this.#ready.clear();
    await Promise.all(all.map(async ({ executor }) => (await executor).close()));
  }

  async #open({ dataset, timeoutMs }: TrialOrder): Promise<Executor> {
    const data = await verified(dataset, this.#host);
    return openThreads(data, { ...this.#settings, timeoutMs: timeoutMs ?? undefined });
  }

  async #leave(ready: Ready): Promise<void> {
    ready.users--;
    const idle = [...this.#ready].filter(([, { users }]) => users === 0);
    for (const [id, { executor }] of idle.slice(0, -mostIdle)) {
      this.#ready.delete(id);
      await (await executor).close();
    }
  }
}

function readParams(params: Parameters<typeof readParamsFile>[0]): void {
  try {
    readParamsFile(params);
  } catch (error) {
    throw error instanceof UserError ? new Refusal(error.message.split("\n")[0]) : error;
  }
}

async function verified(
  { config, checksum }: TrialOrder["dataset"],
  host: DataHost,
): Promise<LoadedData> {
  let data: LoadedData;
  try {
    data = await loadData(config ?? undefined, host);
  } catch (error) {
    const isAbsent = error instanceof Error && ["DataError", "UserError"].includes(error.name);
    throw isAbsent ? new Refusal(error.message.split("\n")[0]) : error;
  }
  const { name, checksum: here, standsInFor } = data.record;
  if (here === checksum) return data;
  throw new Refusal(
    standsInFor
      ? `${standsInFor} is not to be had: ${data.standInReason}`
      : `its data set ${name} has checksum ${checksum.slice(0, 8)}, that here ${here.slice(0, 8)}`,
  );
}
