import type { Floats, Kernels } from "./contract.ts";

export const plainCorrect = {
  countCorrect(logits, labels, B, C) {
    let correct = 0;
    for (let b = 0; b < B; b++) if (isLargest(logits, b * C, C, labels[b]!)) correct++;
    return correct;
  },
} satisfies Partial<Kernels>;

/** Whether number `label` of the C from `row` on is above all before it, and below none after it. */
function isLargest(logits: Floats, row: number, C: number, label: number): boolean {
  const own = logits[row + label]!;
  for (let c = 0; c < C; c++) {
    const z = logits[row + c]!;
    if (!(c < label ? z < own : z <= own)) return false;
  }
  return true;
}
