import type { Random } from "./random.ts";
import type { Trace } from "./trace.ts";
import type { Writer } from "./writer.ts";

/**
 * Bends a whole drawing, in place: the writer's lean, rise and width, each a little different every
 * time, a small rotation, and second-order terms that no two drawings share
 *   x' = width·x − slant·y + (a·y² + b·x·y),   y' = y − rise·x + (c·x² + d·x·y)
 * with x and y measured from the middle of the digit.
 */
export function bend(trace: Trace, writer: Writer, random: Random): void {
  const wobble = writer.unsteadiness;
  const slant = writer.slant + 0.09 * wobble * random.bell();
  const rise = writer.rise + 0.05 * wobble * random.bell();
  const width = Math.max(0.45, writer.width + 0.1 * wobble * random.bell());
  const turn = 0.06 * wobble * random.bell();
  const a = 0.14 * wobble * random.bell();
  const b = 0.14 * wobble * random.bell();
  const c = 0.14 * wobble * random.bell();
  const d = 0.14 * wobble * random.bell();
  // A rotation by the angle whose half has the tangent `turn`: exact arithmetic, no sine.
  const cosine = (1 - turn * turn) / (1 + turn * turn);
  const sine = (2 * turn) / (1 + turn * turn);
  for (let i = 0; i < trace.x.length; i++) {
    const x = trace.x[i]! - 0.3;
    const y = trace.y[i]! - 0.5;
    const bentX = width * x - slant * y + a * y * y + b * x * y;
    const bentY = y - rise * x + c * x * x + d * x * y;
    trace.x[i] = cosine * bentX - sine * bentY;
    trace.y[i] = sine * bentX + cosine * bentY;
  }
}
