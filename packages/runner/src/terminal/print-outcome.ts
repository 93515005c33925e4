import type { Plan } from "../experiment/resolve.ts";
import type { RunOutcome } from "../run/run-experiment.ts";
import { failureLines, verdictLines } from "./closing.ts";
import { diagnosisLines } from "./diagnosis-lines.ts";
import { summaryTable } from "./summary-table.ts";
import { widthOf, wrapped } from "./wrapped.ts";

const out = (text: string) => void process.stdout.write(`${text}\n`);
const say = (text: string) => out(wrapped(text, widthOf(process.stdout)));

/** What `exp run` ends with: table, verdicts, where the files are, what to type next. */
export function printOutcome(outcome: RunOutcome, plan: Plan, json: boolean): void {
  const { run, executed, file, trials } = outcome;
  if (json) return out(JSON.stringify(run));
  if (executed === 0)
    out(`${plan.name}: nothing to execute, all ${trials.length} trials are stored`);
  out("");
  if (run.summaries.some(({ n }) => n > 0)) say(`${summaryTable(run, process.stdout.columns)}\n`);
  for (const line of [...failureLines(trials), ...diagnosisLines(run)]) say(line);
  if (run.diagnoses.length > 0) out("");
  if (run.dataset.standsInFor) {
    say(
      `on ${run.dataset.name}, standing in for ${run.dataset.standsInFor}: ${run.standInReason}\n`,
    );
  }
  if (run.verdicts.length > 0) say(`${verdictLines(run.verdicts, process.stdout)}\n`);
  if (file !== undefined) out(`${executed} executed, ${trials.length - executed} stored; ${file}`);
  out(`Next: pnpm report ${plan.name}`);
}
