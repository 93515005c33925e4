import type { Plan } from "../experiment/resolve.ts";
import type { RunOutcome } from "../run/run-experiment.ts";
import { failureLines, verdictLines } from "./closing.ts";
import { diagnosisLines } from "./diagnosis-lines.ts";
import { summaryTable } from "./summary-table.ts";

const out = (text: string) => void process.stdout.write(`${text}\n`);

/** What `exp run` ends with: table, verdicts, where the files are, what to type next. */
export function printOutcome(outcome: RunOutcome, plan: Plan, json: boolean): void {
  const { run, executed, file, trials } = outcome;
  if (json) return out(JSON.stringify(run));
  if (executed === 0)
    out(`${plan.name}: nothing to execute, all ${trials.length} trials are stored`);
  out("");
  out(summaryTable(run, process.stdout.columns));
  out("");
  for (const line of [...failureLines(trials), ...diagnosisLines(run)]) out(line);
  if (run.diagnoses.length > 0) out("");
  if (run.dataset.standsInFor) {
    out(
      `on ${run.dataset.name}, standing in for ${run.dataset.standsInFor}: ${run.standInReason}\n`,
    );
  }
  if (run.verdicts.length > 0) out(`${verdictLines(run.verdicts, process.stdout)}\n`);
  if (file !== undefined) out(`${executed} executed, ${trials.length - executed} stored; ${file}`);
  out(`Next: pnpm report ${plan.name}`);
}
