import { UserError, type Run, type Trial } from "@gradlab/schema";
import { loadData } from "../data.ts";
import { allocator, openKernels, placed } from "../executor/kernels.ts";
import { ThreadExecutor } from "../executor/threads.ts";
import { mathVersion } from "../results/math-version.ts";
import { Interrupted } from "../run/observer.ts";
import { partingKernel, verify, type Verified } from "../run/verify.ts";
import { dataHost } from "../terminal/data-host.ts";
import { differenceText } from "../terminal/difference-text.ts";
import { counted } from "../counted.ts";
import { interruptSignals } from "../terminal/interrupts.ts";
import { trialLabel } from "../terminal/trial-label.ts";
import { computing, type ExecutorFlags } from "./run-flags.ts";

/** Executes the trials again and prints what came of each; on standard output when all is done. */
export async function verifyStored(
  run: Run,
  trials: readonly Trial[],
  flags: ExecutorFlags & { readonly json: boolean },
): Promise<{ different: number }> {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const config = "dataset" in run.config ? run.config.dataset : undefined;
  const name = run.dataset.standsInFor ? "digits" : config;
  const set = await loadData(name, dataHost(flags.dataDir, say));
  if (set.record.checksum !== run.dataset.checksum) {
    throw new UserError(
      `other data: ${set.record.name} has checksum ${set.record.checksum.slice(0, 8)}; ` +
        `expected ${run.dataset.checksum.slice(0, 8)}, that of ${run.dataset.name} in the run`,
    );
  }
  const { workers, threads, kernels } = computing(flags);
  const wasm = openKernels(kernels, say);
  const data = placed(await set.training(allocator(wasm)), wasm);
  const executor = new ThreadExecutor(workers, data, wasm, { threads });
  const signals = interruptSignals(say);
  const count = Math.min(workers, trials.length);
  say(`${run.experiment}: ${counted(trials.length, "trial")} on ${counted(count, "worker")}`);

  const verified: Verified[] = [];
  try {
    for await (const it of verify(trials, executor, signals)) {
      verified.push(it);
      const { trial, difference } = it;
      const word = difference ? differenceText(difference) : "identical";
      say(`[${verified.length}/${trials.length}] ${trialLabel(trial)}: ${word}`);
    }
  } finally {
    await executor.close();
  }
  if (verified.length < trials.length) throw new Interrupted(verified.length, trials.length);

  const different = verified.filter(({ difference }) => difference);
  const out = (line: string) => void process.stdout.write(`${line}\n`);
  if (flags.json) {
    const rows = verified.map(({ trial: { sweepPoint, seed, key }, difference }) => ({
      sweepPoint,
      seed,
      key,
      identical: difference === undefined,
      ...(difference && { difference }),
    }));
    out(JSON.stringify(rows, null, 2));
  } else if (different.length === 0) {
    out(`${run.experiment}: all ${trials.length} trials identical`);
  } else {
    out(`${run.experiment}: ${different.length} of ${trials.length} trials differ`);
    for (const { trial, difference } of different) {
      out(`  ${trialLabel(trial)}: ${differenceText(difference!)}`);
    }
    const { trial, difference } = different[0]!;
    const steps = difference!.kind === "params" ? difference!.step : 100;
    const parting = wasm && (await partingKernel(trial, data, wasm, steps));
    const now = mathVersion();
    const before = trial.provenance.mathVersion;
    out(
      parting
        ? `wasm and reference kernels part at ${parting.kernel}, call ${parting.call} of the trial`
        : wasm
          ? "wasm and reference kernels agree with each other: what changed is used by both"
          : "computed with the reference kernels",
    );
    out(
      before === now
        ? "the math is the one that the trials were stored with"
        : `the math changed since they were stored: ${before.slice(0, 8)} → ${now.slice(0, 8)}`,
    );
  }
  return { different: different.length };
}
