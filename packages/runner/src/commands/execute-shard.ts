import type { Trial } from "@gradlab/schema";
import { ResultStore } from "../results/store.ts";
import { PlannedTrials } from "../run/planned-trials.ts";
import { runShard } from "../run/run-shard.ts";
import { trialsOfShard, type Shard } from "../run/shard.ts";
import { failureLines } from "../terminal/closing.ts";
import { pointLabel } from "../terminal/format.ts";
import { interruptSignals } from "../terminal/interrupts.ts";
import { createProgress } from "../terminal/progress.ts";
import { runObserver } from "../terminal/run-observer.ts";
import { executorsOf } from "./executors-of.ts";
import { planned } from "./planned.ts";
import type { RunFlags } from "./run-flags.ts";

interface ShardOptions {
  readonly words: readonly (string | number)[];
  readonly flags: RunFlags;
  readonly shard: Shard;
  readonly force: boolean;
  readonly saveParams: boolean;
  readonly dryRun: boolean;
}

/** Executes one shard of all the named experiments together, and says what to do when all are done. */
export async function executeShard(options: ShardOptions): Promise<Trial[]> {
  const { flags, force, saveParams, shard } = options;
  const root = process.cwd();
  const progress = await createProgress(flags.json);
  const { plans, dataOf, commandOf } = await planned(options.words, flags, progress.say);
  const signals = interruptSignals(progress.say);
  const executors = await executorsOf(flags, progress.say);
  const out = (text: string) => void process.stdout.write(`${text}\n`);

  const parts = [];
  for (const plan of plans) {
    const data = await dataOf(plan);
    parts.push({ plan, data, all: new PlannedTrials(plan, data).all });
  }
  const dealt = new Set(
    trialsOfShard(
      parts.flatMap(({ all }) => all),
      shard,
    ),
  );
  const name = `shard ${shard.index}/${shard.count}`;

  const ended: Trial[] = [];
  try {
    for (const { plan, data, all } of parts) {
      const own = all.filter((trial) => dealt.has(trial));
      if (options.dryRun) {
        out(`${plan.name}: ${name} has ${own.length} of ${all.length} trials`);
        for (const { point, seed } of own) out(`  ${pointLabel(point.sweepPoint)} seed ${seed}`);
        continue;
      }
      const command = commandOf("run", plan, data);
      const { failFast } = flags;
      const executor = () => executors.of(data);
      const { trials, executed } = await runShard(
        plan,
        data,
        own,
        new ResultStore(root, plan.name),
        { root, executor, force, failFast, storedOnly: false, saveParams, command, signals },
        runObserver(plan, data, executors, progress),
      );
      ended.push(...trials);
      const failed = trials.filter(({ status }) => status === "failed").length;
      if (flags.json) {
        const { index, count } = shard;
        const trialCounts = { planned: all.length, ofShard: own.length, executed, failed };
        out(
          JSON.stringify({ experiment: plan.name, shard: { index, count }, trials: trialCounts }),
        );
        continue;
      }
      for (const line of failureLines(trials)) out(line);
      const stored = own.length - executed;
      out(
        `${plan.name}: ${name} has ${own.length} of ${all.length} trials; ` +
          `${executed} executed, ${stored} stored; no run is written and nothing judged\n` +
          `Next, when all shards are done: pnpm exp merge <their results…>; ${command}`,
      );
    }
    return ended;
  } finally {
    await executors.close();
  }
}
