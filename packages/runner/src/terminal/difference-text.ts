import type { Difference } from "../run/first-difference.ts";

/** "W1, b1 differ after step 8, equal after step 4" */
export function differenceText(difference: Difference): string {
  if (difference.kind === "value") {
    const { path, from, to } = difference;
    const text = (value: unknown) => String(JSON.stringify(value)).slice(0, 60);
    return `${path} differs: stored ${text(from)}, now ${text(to)}`;
  }
  const { tensors, step, equalAt } = difference;
  const verb = tensors.length === 1 ? "differs" : "differ";
  const before = equalAt === 0 ? "" : `, equal after step ${equalAt}`;
  return `${tensors.join(", ")} ${verb} after step ${step}${before}`;
}
