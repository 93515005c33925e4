import { UserError } from "@gradlab/schema/mistake";
import { experimentNames } from "../experiment/catalogue.ts";

/** The words with the names of all experiments put in when `all` is meant. */
export function allOrNamed(words: readonly (string | number)[], all: boolean): (string | number)[] {
  const named = words.some((word) => !String(word).includes("="));
  const names = experimentNames(process.cwd());
  if (all && named) throw new UserError("both names and --all; expected one of the two");
  if (all) return [...names, ...words];
  if (!named) {
    throw new UserError(
      `no experiment named; expected some of ${names.join(", ")}, or --all\n` +
        "`pnpm exp list` says what they ask",
    );
  }
  return [...words];
}
