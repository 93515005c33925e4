import { loadData, type LoadedData } from "../data.ts";
import { experimentFile } from "../experiment/catalogue.ts";
import { isObject, parseOverrides } from "../experiment/overrides.ts";
import { withParamsChecksums } from "../experiment/params-file.ts";
import { resolve, type Plan } from "../experiment/resolve.ts";
import { readSource } from "../experiment/source.ts";
import { isToySet } from "../toy-sets.ts";
import { missingTrials, runExperiment, type RunOutcome } from "../run/run-experiment.ts";
import { ResultStore } from "../results/store.ts";
import { interruptSignals } from "../terminal/interrupts.ts";
import { createProgress } from "../terminal/progress.ts";
import { dataHost } from "../terminal/data-host.ts";
import { pointLabel } from "../terminal/format.ts";
import { namesAndOverrides, wholeNumber, type RunFlags } from "./run-flags.ts";

export interface ExecuteOptions {
  readonly words: readonly (string | number)[];
  readonly flags: RunFlags;
  readonly force: boolean;
  readonly storedOnly: boolean;
  /** Keep the params that each training trial ends with. */
  readonly saveParams?: boolean;
  /** Only say what would be executed. */
  readonly dryRun?: boolean;
  /** `exp run` or `exp check`: what the stored command begins with */
  readonly verb: string;
  each(outcome: RunOutcome, plan: Plan): void;
}

/** Resolves every named experiment first, then runs one after the other. */
export async function execute(options: ExecuteOptions): Promise<RunOutcome[]> {
  const { flags } = options;
  const root = process.cwd();
  const { names, overrides } = namesAndOverrides(options.words);
  const seeds = wholeNumber("seeds", flags.seeds);
  const workers = wholeNumber("workers", flags.workers)!;
  const dataset = flags.dataset === undefined ? [] : [`dataset=${flags.dataset}`];
  parseOverrides(overrides); // what is wrong with them is said before any file is read
  const plans = [...new Set(names)].map((name) => {
    const source = readSource(root, experimentFile(root, name));
    const texts = readsImages(source.value) ? [...overrides, ...dataset] : overrides;
    return withParamsChecksums(resolve(name, source, parseOverrides(texts), seeds));
  });

  const progress = createProgress(flags.json);
  const signals = interruptSignals(progress.say);
  const outcomes: RunOutcome[] = [];
  const loaded = new Map<string, LoadedData>();
  for (const plan of plans) {
    const dataDir = flags.dataDir ?? process.env["MNIST_DIR"];
    const config = "dataset" in plan.experiment ? plan.experiment.dataset : undefined;
    const known = loaded.get(JSON.stringify(config));
    const data = known ?? (await loadData(config, dataHost(flags.dataDir, progress.say)));
    loaded.set(JSON.stringify(config), data);
    if (known === undefined && data.record.standsInFor) {
      progress.say(
        `${data.record.name} stand in for ${data.record.standsInFor}: ${data.standInReason}`,
      );
    }
    const command = [
      ...(dataDir === undefined || data.record.name !== "mnist" ? [] : ["MNIST_DIR=…"]),
      "pnpm exp",
      options.verb,
      plan.name,
      ...overrides.map((text) => (/[[\]{}*\s]/.test(text) ? `'${text}'` : text)),
      ...(seeds === undefined ? [] : [`--seeds ${seeds}`]),
      ...(flags.dataset === undefined || config === undefined
        ? []
        : [`--dataset ${flags.dataset}`]),
    ].join(" ");
    const runOptions = {
      root,
      workers,
      force: options.force,
      storedOnly: options.storedOnly,
      saveParams: options.saveParams ?? false,
      command,
      signals,
    };
    const store = new ResultStore(root, plan.name);
    if (options.dryRun) {
      const missing = missingTrials(plan, data, store, progress.say);
      const all = plan.points.length * plan.experiment.seeds;
      process.stdout.write(`${plan.name}: ${missing.length} of ${all} trials would be executed\n`);
      for (const { point, seed } of missing) {
        process.stdout.write(`  ${pointLabel(point.sweepPoint)} seed ${seed}\n`);
      }
      continue;
    }
    for (const says of plan.setAside) {
      progress.say(`claim not judged, as the sweep was narrowed: ${says}`);
    }
    const outcome = await runExperiment(plan, data, store, runOptions, {
      notice: progress.say,
      begin({ total, stored, trials }) {
        const kept = stored > 0 ? `, ${stored} of ${total} are stored already` : "";
        progress.say(
          `${plan.name}: ${trials.length} trials on ${Math.min(workers, trials.length)} workers${config === undefined ? "" : `, ${data.record.name}`}${kept}`,
        );
        progress.begin(trials);
      },
      progress: progress.progress,
      ended: progress.ended,
      finished: progress.finished,
    });
    outcomes.push(outcome);
    options.each(outcome, plan);
  }
  return outcomes;
}

/** Only experiments on images take others by --dataset: the points of a spiral are their own question. */
const readsImages = (experiment: unknown) =>
  isObject(experiment) && "dataset" in experiment && !isToySet(experiment["dataset"]);
