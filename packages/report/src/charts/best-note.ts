import { valueName } from "@gradlab/schema";

const mostNamed = 4;

/** Where the test split is read best, be it at several values or at all. */
export function bestNote(
  bests: readonly { readonly x: number; readonly meanText: string }[],
  axis: string,
  of: number,
): string {
  if (bests.length === 0) return "";
  const { meanText } = bests[0]!;
  if (of > 1 && bests.length === of) return `On the test split ${meanText} at every ${axis}.`;
  const where =
    bests.length > mostNamed
      ? `${bests.length} values of ${axis}`
      : `${axis} ${bests.map(({ x }) => valueName(x)).join(" and ")}`;
  return `Best on the test split: ${meanText} at ${where}.`;
}
