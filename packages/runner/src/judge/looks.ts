/** One of the times at which a claim is judged: seeds are added between two of them. */
export interface Look {
  /** 1 for the first. */
  readonly number: number;
  /** How many there can be. */
  readonly of: number;
  /** Seeds of a sweepPoint by then. */
  readonly seeds: number;
  /** Of the interval that this look judges by. */
  readonly confidence: number;
}

/** The chance that some look's interval misses the truth. */
const alpha = 0.05;

/**
 * The looks that a claim can get: at n seeds, 2n, 4n … up to `maxSeeds`.
 *
 * Each look may err, so each spends a part of α = 5 %, by the spending function of Lan and DeMets
 * (Biometrika 70, 1983) that is like Pocock's limits, on the scale of the looks (their Biometrics 45, 1989):
 *
 *   spent(i) = α·ln(1 + (e − 1)·i/k),   confidence(i) = 1 − (spent(i) − spent(i − 1)),   i = 1 … k
 *
 * By Bonferroni's inequality the parts add up to no more than α whatever the distribution, the statistic
 * and the correlation of the looks. One look is the usual 95 %; of three, the first judges by 97.7 %.
 */
export function looksOf(seeds: number, maxSeeds: number): Look[] {
  const counts = [seeds];
  while (counts.at(-1)! < maxSeeds) counts.push(Math.min(maxSeeds, counts.at(-1)! * 2));
  const of = counts.length;
  const spent = (i: number) => alpha * Math.log(1 + ((Math.E - 1) * i) / of);
  return counts.map((count, i) => {
    const part = spent(i + 1) - spent(i);
    // Six digits, so that one look is 0.95 and not 0.9500000000000001.
    return { number: i + 1, of, seeds: count, confidence: Number((1 - part).toFixed(6)) };
  });
}

/** The look that so many seeds belong to; more than all looks have belong to the last. */
export function lookAt(looks: readonly Look[], seeds: number): Look {
  return looks.find((look) => look.seeds >= seeds) ?? looks.at(-1)!;
}

/** The one after it; undefined when so many seeds are the last. */
export function nextLook(looks: readonly Look[], seeds: number): Look | undefined {
  return looks[lookAt(looks, seeds).number];
}
