import { valueName, type JsonValue } from "@gradlab/schema";
import { counted } from "../numbers.ts";
import { settings } from "./settings.ts";
import type { Pairs } from "../sweep/pairs.ts";
import type { Against, Compared } from "./compared.ts";

/** What is another than before: settings by their paths, the rest in words. */
export interface Changes {
  readonly settings: readonly { readonly path: string; readonly says: string }[];
  readonly others: readonly string[];
}

const words = ["title", "question", "source", "chapter", "claims"];

export function changesOf({ before, after }: Against): Changes {
  const [was, is] = [before, after].map(({ config }) => {
    const told = Object.entries(config).filter(([key]) => !words.includes(key));
    return new Map(settings(Object.fromEntries(told) as Record<string, JsonValue>));
  }) as [Map<string, string>, Map<string, string>];
  const paths = [...new Set([...is.keys(), ...was.keys()])];
  const set = paths
    .filter((path) => is.get(path) !== was.get(path))
    .map((path) => ({
      path,
      says: `${is.get(path) ?? "not set"}, was ${was.get(path) ?? "not set"}`,
    }));
  const other = (what: string, of: (it: Compared) => string) =>
    of(before) === of(after) ? [] : [`${what}: ${of(after)}, was ${of(before)}`];
  const others = [
    ...other("data set", ({ dataset }) => dataset.name),
    ...(before.dataset.checksum === after.dataset.checksum ? [] : ["other data by their checksum"]),
    ...other("math", ({ provenance }) => provenance.mathVersion.slice(0, 12)),
    ...other("gradlab", ({ provenance }) => provenance.gradlab),
    ...other("Node", ({ provenance }) => provenance.node),
    ...other("system", ({ provenance }) => provenance.os),
  ];
  const same = set.length === 0 && others.length === 0;
  return { settings: set, others: same ? ["The same settings, data and math."] : others };
}

/** Which trials both have, and which of them ended otherwise. */
export function trialChanges({ pairs, onlyBefore, onlyAfter }: Pairs): string[] {
  const same = pairs.filter(
    ({ before, after }) => before.key !== undefined && before.key === after.key,
  );
  const odd = pairs.filter(({ before, after }) => before.status !== after.status);
  return [
    pairs.length === 0
      ? "No trial has the same sweepPoint and seed in both."
      : `${counted(pairs.length, "pair")} of trials with one sweepPoint and seed${
          same.length === 0
            ? ""
            : `; ${same.length === pairs.length ? "all" : same.length} the same stored trials`
        }`,
    ...odd.map(
      ({ sweepPoint, seed, before, after }) =>
        `${valueName(sweepPoint)} seed ${seed}: ${after.status}, was ${before.status}`,
    ),
    ...(onlyBefore.length === 0 ? [] : [`${counted(onlyBefore.length, "trial")} only before`]),
    ...(onlyAfter.length === 0 ? [] : [`${counted(onlyAfter.length, "trial")} only now`]),
  ];
}
