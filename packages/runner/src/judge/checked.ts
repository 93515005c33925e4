import type { DatasetRecord, Provenance, SweepPoint, Verdict, VerdictWord } from "@gradlab/schema";
import type { Held, LostTrial } from "../compare/held.ts";
import { sameJson } from "../experiment/same-json.ts";
import type { RunOutcome } from "../run/run-experiment.ts";
import { worst } from "./verdicts.ts";

/** A trial by name, and what is wrong with it. */
export interface NamedTrial {
  readonly sweepPoint: SweepPoint;
  readonly seed: number;
  readonly why?: string;
}

/** All that `exp check` has to say of an experiment, whatever form it is printed in. */
export interface Checked {
  readonly experiment: string;
  readonly verdict: VerdictWord;
  /** The verdict in a sentence. */
  readonly says: string;
  readonly dataset: DatasetRecord;
  readonly standInReason?: string;
  readonly verdicts: readonly Verdict[];
  /** null: none is kept. */
  readonly baseline: Held | null;
  readonly trials: number;
  readonly executed: number;
  readonly missing: readonly NamedTrial[];
  readonly failed: readonly NamedTrial[];
  readonly diverged: readonly NamedTrial[];
  readonly provenance: Provenance;
  readonly command: string;
}

export function checked(outcome: RunOutcome, baseline: Held | null): Checked {
  const { run, executed, trials } = outcome;
  const ended = (status: string) =>
    trials
      .filter((it) => it.status === status)
      .map(({ sweepPoint, seed, error }) => ({ sweepPoint, seed, ...(error && { why: error }) }));
  const found = {
    verdicts: run.verdicts,
    baseline,
    missing: outcome.missing.map(({ point: { sweepPoint }, seed }) => ({ sweepPoint, seed })),
    failed: ended("failed"),
  };
  return {
    experiment: run.experiment,
    verdict: checkVerdict(found),
    says: sentence(found),
    dataset: run.dataset,
    ...(run.standInReason !== undefined && { standInReason: run.standInReason }),
    ...found,
    trials: trials.length,
    executed,
    diverged: ended("diverged"),
    provenance: run.provenance,
    command: run.command,
  };
}

/** Trials of the baseline that are gone, beside those that this run says are missing. */
export function lostBesides({ baseline, missing }: Pick<Checked, "baseline" | "missing">) {
  const isMissing = (lost: LostTrial) =>
    missing.some((it) => it.seed === lost.seed && sameJson(it.sweepPoint, lost.sweepPoint));
  return (baseline?.lost ?? []).filter((lost) => !isMissing(lost));
}

type Found = Pick<Checked, "verdicts" | "baseline" | "missing" | "failed">;

/** A trial that is not there, or failed, never passes; nor does a check of nothing. */
export function checkVerdict({ verdicts, baseline, missing, failed }: Found): VerdictWord {
  if (missing.length + failed.length > 0) return "fail";
  const words = verdicts.map(({ verdict }) => verdict);
  if (baseline) words.push(baseline.verdict);
  return words.length === 0 ? "inconclusive" : worst(words);
}

function sentence({ verdicts, baseline, missing, failed }: Found): string {
  const count = (word: VerdictWord) => verdicts.filter(({ verdict }) => verdict === word).length;
  const claims = (word: VerdictWord, says: string) =>
    count(word) > 0 ? `${count(word)} of ${verdicts.length} claims ${says}` : "";
  const parts = [
    missing.length > 0 ? `${trialCount(missing.length)} missing` : "",
    failed.length > 0 ? `${trialCount(failed.length)} failed` : "",
    claims("fail", count("fail") === 1 ? "fails" : "fail"),
    claims("inconclusive", count("inconclusive") === 1 ? "is inconclusive" : "are inconclusive"),
    count("pass") === verdicts.length
      ? claims("pass", verdicts.length === 1 ? "passes" : "pass")
      : "",
    baseline ? baselineSentence(baseline) : "",
  ].filter((part) => part !== "");
  return parts.length > 0 ? parts.join("; ") : "no claims to judge and no baseline to compare with";
}

const trialCount = (n: number) => `${n} ${n === 1 ? "trial" : "trials"}`;

/** How a run stands to the baseline: "identical to the baseline, 28 of 28 trials". */
export function baselineSentence({ reason, metrics, lost, pairs, identical }: Held): string {
  if (reason !== undefined) return `not compared: ${reason}`;
  const of = `${identical} of ${trialCount(pairs)} with the same bits`;
  const worse = metrics.filter(({ outcome }) => outcome === "worse").length;
  const open = metrics.filter(({ outcome }) => outcome === "inconclusive").length;
  const parts = [
    lost.length > 0 ? `${trialCount(lost.length)} of the baseline lost` : "",
    worse > 0 ? `${worse} of ${metrics.length} metrics worse than the baseline` : "",
    open > 0 ? `${open} of ${metrics.length} metrics may be worse than the baseline` : "",
  ].filter((part) => part !== "");
  if (parts.length > 0) return `${parts.join(", ")} (${of})`;
  if (identical === pairs) return `identical to the baseline, all ${trialCount(pairs)}`;
  return `no worse than the baseline by more than the tolerance (${of})`;
}
