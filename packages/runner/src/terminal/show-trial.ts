import { valueName, type Diagnosis, type JsonValue, type Provenance } from "@gradlab/schema";
import type { RunTrial } from "../export/newest-run.ts";
import { metricLabel } from "./format.ts";
import { trialLabel } from "./trial-label.ts";
import { wrapped } from "./wrapped.ts";

/** A trial for a person: a heading, and a block for each thing known of it, not wider than the terminal. */
export function trialText({ file, trial }: RunTrial, width = Infinity): string {
  const { sweepPoint, seed, status, metrics, diagnoses, error, provenance } = trial;
  const longest = Math.max(0, ...Object.keys(metrics).map((name) => name.length));
  const block = blocksOf(width);
  return [
    `${trialLabel({ sweepPoint, seed })}: ${status}`,
    ...block(
      "metrics",
      Object.entries(metrics).map(
        ([name, value]) => `${name.padEnd(longest)}  ${metricLabel(name, value)}`,
      ),
    ),
    ...block("diagnoses", diagnoses.flatMap(diagnosisText)),
    ...block("error", error?.trimEnd().split("\n") ?? []),
    ...block("provenance", [provenanceText(provenance)]),
    ...block("file", [file]),
  ].join("\n");
}

function diagnosisText({ code, says, evidence }: Diagnosis): string[] {
  const facts = Object.entries(evidence).map(([name, value]) => `${name} ${factText(value)}`);
  return [`${code}: ${says}`, ...(facts.length > 0 ? [`  ${facts.join(", ")}`] : [])];
}

/** Numbers as those of metrics are written, which have no unit here. */
const factText = (value: JsonValue) =>
  typeof value === "number" ? metricLabel("", value) : valueName(value);

function provenanceText(made: Provenance): string {
  const commit =
    made.gitCommit === null
      ? "no git commit"
      : `commit ${made.gitCommit.slice(0, 8)}${made.gitDirty ? " with changes" : ""}`;
  const { gradlab, node, os, mathVersion, createdAt } = made;
  return `${createdAt}, gradlab ${gradlab}, ${commit}, math ${mathVersion.slice(0, 8)}, node ${node}, ${os}`;
}

const nameWidth = 10;

/** Lines beside a name; none when there are no lines. */
const blocksOf = (width: number) => (name: string, lines: readonly string[]) =>
  lines
    .flatMap((line) => wrapped(line, width - nameWidth - 4).split("\n"))
    .map((line, i) => `  ${(i === 0 ? name : "").padEnd(nameWidth)}  ${line}`.trimEnd());

/** What `--json` says of a trial. */
export function trialJson({ file, trial }: RunTrial) {
  const { sweepPoint, seed, status, metrics, diagnoses, error, provenance } = trial;
  const known = { sweepPoint, seed, status, metrics, diagnoses };
  return { ...known, ...(error !== undefined && { error }), provenance, file };
}
