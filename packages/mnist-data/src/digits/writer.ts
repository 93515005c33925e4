import { hands, type Hand, type Point, type Stroke } from "./hands.ts";
import type { Random } from "./random.ts";

/** What stays the same in all that one person writes. Lengths are in digit heights unless said. */
export interface Writer {
  /** Rightward lean: shift to the right per unit of height. */
  readonly slant: number;
  /** Upward slope of what should be level: rise per unit of width. */
  readonly rise: number;
  /** Width of the writing, 1 as usual. */
  readonly width: number;
  /** Half the width of the pen's line, in pixels of the finished 20×20 picture. */
  readonly penRadius: number;
  /** Width of the soft edge of the line, in pixels. */
  readonly edge: number;
  /** How far two drawings of the same digit differ: 0 like print, 1 as usual. */
  readonly unsteadiness: number;
  /** This writer's own form of each digit 0..9. */
  readonly forms: readonly (readonly Stroke[])[];
}

/** How far points stray from the pattern of the hand, between writers. */
const ownForm = 0.05;

/** Invents a person: a lean, a pen, and for each digit one hand bent into a form of their own. */
export function createWriter(random: Random): Writer {
  return {
    slant: 0.1 + 0.2 * random.bell(),
    rise: 0.04 + 0.06 * random.bell(),
    width: Math.max(0.6, 1.02 + 0.16 * random.bell()),
    penRadius: Math.max(0.75, 1.3 + 0.4 * random.bell()),
    edge: 1.1 + 0.5 * random.uniform(),
    unsteadiness: 0.6 + 0.8 * random.uniform(),
    forms: hands.map((ways) => stray(pick(ways, random).strokes, ownForm, random)),
  };
}

/** Moves each point by its own random step of standard deviation `by`; corners stay corners. */
export function stray(strokes: readonly Stroke[], by: number, random: Random): Stroke[] {
  const move = ([x, y, corner]: Point): Point => {
    const movedX = x + by * random.bell();
    const movedY = y + by * random.bell();
    return corner ? [movedX, movedY, corner] : [movedX, movedY];
  };
  return strokes.map((stroke) => stroke.map(move));
}

function pick(ways: readonly Hand[], random: Random): Hand {
  let left = random.uniform() * ways.reduce((sum, way) => sum + way.share, 0);
  for (const way of ways) {
    left -= way.share;
    if (left < 0) return way;
  }
  return ways[ways.length - 1]!;
}
