import type { Run, VerdictWord } from "@gradlab/schema";
import { counted } from "../numbers.ts";

const worstFirst: readonly VerdictWord[] = ["fail", "inconclusive", "pass"];
const words = {
  pass: "passed",
  fail: "failed",
  inconclusive: "inconclusive",
} satisfies Record<VerdictWord, string>;

export function worstVerdict(run: Run): VerdictWord | undefined {
  return worstFirst.find((word) => run.verdicts.some(({ verdict }) => verdict === word));
}

/** "3 claims passed", "1 of 3 claims failed, 1 inconclusive", "no claims". */
export function verdictCounts(run: Run): string {
  const all = run.verdicts.length;
  const counts = worstFirst.flatMap((word) => {
    const n = run.verdicts.filter(({ verdict }) => verdict === word).length;
    return n === 0 ? [] : [{ word, n }];
  });
  const [first, ...rest] = counts;
  if (first === undefined) return "no claims";
  const claims = counted(all, "claim").replace("\u00a0", " ");
  if (rest.length === 0) return `${claims} ${words[first.word]}`;
  const others = rest.map(({ word, n }) => `${n} ${words[word]}`);
  return `${first.n} of ${claims} ${words[first.word]}, ${others.join(", ")}`;
}
