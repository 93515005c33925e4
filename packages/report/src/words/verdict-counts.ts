import type { Run, VerdictWord } from "@gradlab/schema";
import { counted } from "../numbers.ts";

export const worstFirst: readonly VerdictWord[] = ["fail", "inconclusive", "pass"];
const words = {
  pass: "passed",
  fail: "failed",
  inconclusive: "inconclusive",
} satisfies Record<VerdictWord, string>;

export function worstVerdict(run: Run): VerdictWord | undefined {
  return worstFirst.find((word) => run.verdicts.some(({ verdict }) => verdict === word));
}

/** How many claims of these runs have each verdict. */
export function verdictTally(runs: readonly Run[]): Record<VerdictWord, number> {
  const tally = { pass: 0, fail: 0, inconclusive: 0 };
  for (const { verdicts } of runs) for (const { verdict } of verdicts) tally[verdict]++;
  return tally;
}

/** "3 claims passed", "1 of 3 claims failed, 1 inconclusive", "no claims". */
export function verdictCounts(run: Run): string {
  const all = run.verdicts.length;
  const tally = verdictTally([run]);
  const [first, ...rest] = worstFirst.filter((word) => tally[word] > 0);
  if (first === undefined) return "no claims";
  const claims = counted(all, "claim").replace("\u00a0", " ");
  if (rest.length === 0) return `${claims} ${words[first]}`;
  const others = rest.map((word) => `${tally[word]} ${words[word]}`);
  return `${tally[first]} of ${claims} ${words[first]}, ${others.join(", ")}`;
}

/** "9 trials failed; 4 claims failed": without trials the claims had nothing to be judged by. */
export function outcome(run: Run): string {
  const failed = run.trials.filter(({ status }) => status === "failed").length;
  const claims = verdictCounts(run);
  return failed === 0 ? claims : `${counted(failed, "trial")} failed; ${claims}`;
}

/** "All 4 claims hold." */
export function answer(run: Run): string {
  const { pass, fail, inconclusive } = verdictTally([run]);
  const all = run.verdicts.length;
  if (pass === all) return all === 1 ? "The claim holds." : `All ${all} claims hold.`;
  if (fail === all)
    return all === 1 ? "The claim does not hold." : `None of the ${all} claims holds.`;
  const claims = `${all} ${all === 1 ? "claim" : "claims"}`;
  const parts = [
    `${pass} of ${claims} ${pass === 1 ? "holds" : "hold"}`,
    ...(fail > 0 ? [`${fail} ${fail === 1 ? "does" : "do"} not`] : []),
    ...(inconclusive > 0 ? [`${inconclusive} ${inconclusive === 1 ? "is" : "are"} open`] : []),
  ];
  return `${parts.join(", ")}.`;
}
