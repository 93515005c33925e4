export const toySets = ["spiral", "moons", "and", "nand", "or", "xor"] as const;
export type ToySet = (typeof toySets)[number];

export const isToySet = (name: unknown): name is ToySet =>
  (toySets as readonly unknown[]).includes(name);
