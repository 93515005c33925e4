import { distance } from "fastest-levenshtein";

/** No name is longer; what is longer is near none. */
const longest = 200;

/** "; did you mean x?" for the nearest known name, "" when nothing is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  if (name.length > longest) return "";
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.ceil(name.length / 3)) + 1;
  for (const candidate of known) {
    const d = distance(name.toLowerCase(), candidate.toLowerCase());
    // Two names are near by what they share, not by being short.
    const sharesSome = d < Math.max(name.length, candidate.length);
    if (sharesSome && d < bestDistance) [best, bestDistance] = [candidate, d];
  }
  return best === undefined ? "" : `; did you mean ${best}?`;
}
