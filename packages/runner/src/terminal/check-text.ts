import type { Run } from "@gradlab/schema";
import { lostBesides, type Checked } from "../judge/checked.ts";
import { verdictLines } from "./closing.ts";
import { diagnosisLines } from "./diagnosis-lines.ts";
import { heldLines } from "./held-text.ts";
import { errorLine } from "../error-line.ts";
import { trialLabel } from "./trial-label.ts";

/** What `exp check` says on a terminal: what is not there by name, the verdicts, and the baseline. */
export function checkText(checked: Checked, { diagnoses }: Pick<Run, "diagnoses">): string {
  const { experiment, dataset, missing, failed, verdicts, baseline } = checked;
  const standsIn = dataset.standsInFor ? `, standing in for ${dataset.standsInFor}` : "";
  return [
    `${experiment}${dataset.name === "none" ? "" : ` on ${dataset.name}`}${standsIn}`,
    ...missing.map((it) => `missing: ${trialLabel(it)}`),
    ...(missing.length > 0 ? [`\`pnpm exp run ${experiment}\` executes what is missing`] : []),
    ...failed.map((it) => `failed: ${trialLabel(it)}: ${errorLine(it.why ?? "")}`),
    ...diagnosisLines({ diagnoses, experiment }),
    ...(verdicts.length > 0 ? [verdictLines(verdicts, process.stdout)] : ["no claims to judge"]),
    ...(baseline ? heldLines(baseline, lostBesides(checked), process.stdout) : []),
  ].join("\n");
}
