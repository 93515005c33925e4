import { UserError } from "@gradlab/schema/mistake";
import type { SweepPoint } from "@gradlab/schema";
import type { PlannedTrial } from "./planned-trials.ts";

/** One machine's part of a run: the first of eight is { index: 1, count: 8 }. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

const mostShards = 1_000;

/** `2/8` of the command line. */
export function parseShard(text: string): Shard {
  const [, index, count] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (index === undefined || count === undefined || index < 1 || index > count) {
    throw new UserError(
      `not a shard: ${text.slice(0, 40)}; expected i/n with i from 1 to n, such as 1/8`,
    );
  }
  if (count > mostShards) {
    throw new UserError(`too many shards: ${count}; expected at most ${mostShards}`);
  }
  return { index, count };
}

/**
 * The trials of one shard. Every trial belongs to exactly one, whatever is stored where, so that shards
 * need not know of each other. Dealt one by one to the shard that has the fewest of its sweepPoint, then
 * the fewest trials, then the fewest with a value in common: all trials of the widest net would be slow.
 */
export function trialsOfShard(trials: readonly PlannedTrial[], shard: Shard): PlannedTrial[] {
  const hands = Array.from({ length: shard.count }, () => new Hand());
  return trials.filter(({ point }) => {
    const traits = traitsOf(point.sweepPoint);
    const hand = hands.reduce((best, it) => (it.needs(traits, best) ? it : best));
    hand.take(traits);
    return hand === hands[shard.index - 1];
  });
}

/** What a trial costs depends on these: its sweepPoint as a whole, and each value chosen. */
interface Traits {
  readonly point: string;
  readonly values: readonly string[];
}

const traitsOf = (sweepPoint: SweepPoint): Traits => ({
  point: JSON.stringify(sweepPoint),
  values: Object.entries(sweepPoint).map((it) => JSON.stringify(it)),
});

/** What a shard was dealt so far. */
class Hand {
  #size = 0;
  readonly #ofPoint = new Map<string, number>();
  readonly #ofValue = new Map<string, number>();

  take({ point, values }: Traits): void {
    this.#size++;
    this.#ofPoint.set(point, (this.#ofPoint.get(point) ?? 0) + 1);
    for (const value of values) this.#ofValue.set(value, (this.#ofValue.get(value) ?? 0) + 1);
  }

  /** Whether the next trial is rather for this one than for `other`. */
  needs(next: Traits, other: Hand): boolean {
    const difference =
      (this.#ofPoint.get(next.point) ?? 0) - (other.#ofPoint.get(next.point) ?? 0) ||
      this.#size - other.#size ||
      this.#inCommon(next) - other.#inCommon(next);
    return difference < 0;
  }

  #inCommon({ values }: Traits): number {
    return values.reduce((sum, value) => sum + (this.#ofValue.get(value) ?? 0), 0);
  }
}
