import { lean, type ResultStore, type StoredTrial } from "../results/store.ts";
import type { PlannedTrial } from "./planned-trials.ts";

/** Those of the wanted trials that are stored, lean, by key; with `params` one that lacks its params is not. */
export function storedTrials(
  wanted: readonly PlannedTrial[],
  store: ResultStore,
  params: boolean,
  notice: (sentence: string) => void,
): Map<string, StoredTrial> {
  const found = store.findTrials(new Set(wanted.map(({ key }) => key)), notice, lean);
  const stored = new Map<string, StoredTrial>();
  for (const { key, point } of wanted) {
    const it = found.get(key);
    if (!it) continue;
    if (params && point.config.task === "train" && !store.hasParams(it.name)) continue;
    // A trial of the same config may have been stored under another sweep.
    stored.set(key, { name: it.name, trial: { ...it.trial, sweepPoint: point.sweepPoint } });
  }
  return stored;
}
