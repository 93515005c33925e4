import type { ToyData } from "./contract.ts";

/** Rows (0,0), (1,0), (0,1), (1,1), and what the gate makes of them. */
function truthTable(...labels: [number, number, number, number]): ToyData {
  return {
    features: 2,
    classes: 2,
    x: Float64Array.of(0, 0, 1, 0, 0, 1, 1, 1),
    labels: Uint8Array.from(labels),
  };
}

export const truthTables = {
  and: truthTable(0, 0, 0, 1),
  nand: truthTable(1, 1, 1, 0),
  or: truthTable(0, 1, 1, 1),
  xor: truthTable(0, 1, 1, 0),
} as const satisfies Record<string, ToyData>;
