import { createHash } from "node:crypto";
import { createRng, moons, spiral, truthTables, type ToyData } from "@gradlab/core";
import { sparseImages } from "@gradlab/models";
import type { ToySet } from "@gradlab/schema";
import type { LoadedData } from "./data.ts";

/** Drawn once and for all, so that the seed of a trial is that of its net alone. */
const makers = {
  spiral: (split) => spiral(createRng(2015).split(split)),
  moons: (split) => moons(createRng(2015).split(split)),
  and: () => truthTables.and,
  nand: () => truthTables.nand,
  or: () => truthTables.or,
  xor: () => truthTables.xor,
} satisfies Record<ToySet, (split: "train" | "test") => ToyData>;

/** A small set in the plane; a truth table is its own test split. */
export function toySet(name: ToySet): LoadedData {
  const [train, test] = [makers[name]("train"), makers[name]("test")];
  const hash = createHash("sha256");
  for (const { x, labels } of [train, test]) hash.update(x).update(labels);
  return {
    config: name,
    record: {
      name,
      checksum: hash.digest("hex"),
      trainSamples: train.labels.length,
      testSamples: test.labels.length,
    },
    async training() {
      return {
        train: sparseImages(train.x, train.labels),
        test: sparseImages(test.x, test.labels),
        classes: train.classes,
      };
    },
  };
}
