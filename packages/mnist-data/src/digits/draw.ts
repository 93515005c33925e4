import { bend } from "./bend.ts";
import { placeByMass, side } from "./centre.ts";
import { boxSide, ink } from "./ink.ts";
import { createRandom, shuffled, type Random } from "./random.ts";
import { traceStrokes, type Trace } from "./trace.ts";
import { createWriter, stray } from "./writer.ts";

export { side };

/** How far points stray between two drawings of one writer, in digit heights. */
const unsteady = 0.03;

/** Drawings of each digit by each writer. */
const perDigit = 5;

export interface Drawn {
  /** count × 28 × 28, 0 paper to 255 ink. */
  readonly images: Uint8Array;
  /** count digits 0..9, each equally often. */
  readonly labels: Uint8Array;
}

/**
 * Draws 50 pictures by each of `writers` people who exist only in this seed's stream, five of each
 * digit, in shuffled order. The same arguments give the same bytes on every machine.
 */
export function drawDigits(seed: number, writers: number): Drawn {
  const random = createRandom(seed);
  const count = writers * 10 * perDigit;
  const order = shuffled(count, random);
  const images = new Uint8Array(count * side * side);
  const labels = new Uint8Array(count);
  const box = new Uint8Array(boxSide * boxSide);
  const trace: Trace = { x: [], y: [], lift: [] };
  const radius = new Float64Array(256);
  let drawn = 0;
  for (let i = 0; i < writers; i++) {
    const writer = createWriter(random);
    for (let repeat = 0; repeat < perDigit; repeat++) {
      for (const [digit, form] of writer.forms.entries()) {
        traceStrokes(stray(form, unsteady * writer.unsteadiness, random), trace);
        bend(trace, writer, random);
        press(writer.penRadius, trace.x.length, radius, random);
        ink(trace, radius, writer.edge, box);
        const at = order[drawn++]!;
        labels[at] = digit;
        placeByMass(box, images.subarray(at * side * side, (at + 1) * side * side));
      }
    }
  }
  return { images, labels };
}

/** The pen's pressure swells and fades along the way: a parabola over the points, different each time. */
function press(pen: number, points: number, radius: Float64Array, random: Random): void {
  const base = Math.max(0.6, pen + 0.1 * random.bell());
  const tilt = 0.1 * random.bell();
  const swell = 0.1 * random.bell();
  for (let i = 0; i < points; i++) {
    const t = (2 * i) / points - 1;
    radius[i] = Math.max(0.5, base * (1 + tilt * t + swell * (0.5 - t * t)));
  }
}
