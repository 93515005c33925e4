import type { Floats, Precision } from "@gradlab/core";
import { layerSizes, type LiveCheckpoint, type LiveNet } from "./live-net.ts";
import { ByteCursor, bytesOfFloats, floatsOf, joined } from "./number-bytes.ts";

/** What stands before the params: its length in four bytes, then JSON. */
type Header = Omit<LiveNet, "checkpoints"> & {
  readonly checkpoints: readonly { readonly step: number; readonly testAccuracy: number }[];
};

/**
 * A net for a page: the params of the last step bit for bit, those of earlier ones rounded. Of each unit's
 * weights, what changed since the checkpoint before is kept in 8 bits, in multiples of a quantum of the
 * unit's own: w ← w + quantum·change, |change| ≤ 127. Pixels that never change take no room.
 */
export function writeNet({ checkpoints, ...net }: LiveNet): Uint8Array {
  const infos = checkpoints.map(({ step, testAccuracy }) => ({ step, testAccuracy }));
  const header = JSON.stringify({ ...net, checkpoints: infos } satisfies Header);
  const text = new TextEncoder().encode(header);
  const parts: Uint8Array[] = [new Uint8Array(Uint32Array.of(text.length).buffer), text];
  let before = zeros(net);
  for (const { params } of checkpoints.slice(0, -1)) {
    before = params.map((values, i) => {
      if (isBias(i)) {
        parts.push(bytesOfFloats(values));
        return values;
      }
      const { quanta, changes } = changesOf(values, before[i]!, quantaOf(net.model, i), net);
      parts.push(bytesOfFloats(quanta), new Uint8Array(changes.buffer));
      return changed(before[i]!, quanta, changes);
    });
  }
  for (const values of checkpoints.at(-1)!.params) parts.push(bytesOfFloats(values));
  return joined(parts);
}

export function readNet(bytes: Uint8Array): LiveNet {
  const cursor = new ByteCursor(bytes);
  const length = new Uint32Array(cursor.bytes(4).buffer)[0]!;
  const header = JSON.parse(new TextDecoder().decode(cursor.bytes(length))) as Header;
  const { precision, model } = header;
  let before = zeros(header);
  const checkpoints = header.checkpoints.map(({ step, testAccuracy }, c, all): LiveCheckpoint => {
    const isExact = c === all.length - 1;
    before = before.map((values, i) => {
      if (isExact || isBias(i)) return cursor.floats(precision, values.length);
      const quanta = cursor.floats(precision, quantaOf(model, i));
      return changed(values, quanta, new Int8Array(cursor.bytes(values.length).buffer));
    });
    return { step, testAccuracy, isExact, params: before };
  });
  return { ...header, checkpoints };
}

const isBias = (param: number) => param % 2 === 1;

/** Units of the layer that the param belongs to. */
const quantaOf = (model: LiveNet["model"], param: number) => layerSizes(model)[param >> 1]![1];

const zeros = ({ model, precision }: Pick<LiveNet, "model" | "precision">): Floats[] =>
  layerSizes(model).flatMap(([I, O]) => [
    floatsOf(precision, { length: I * O }).fill(0),
    floatsOf(precision, { length: O }).fill(0),
  ]);

/** Of weights (I,O): the quantum of each unit, and every change from `before` in multiples of it. */
function changesOf(
  weight: Floats,
  before: Floats,
  O: number,
  { precision }: { readonly precision: Precision },
): { quanta: Floats; changes: Int8Array } {
  const quanta = floatsOf(precision, { length: O }).fill(0);
  weight.forEach((w, i) => {
    const needed = Math.max(Math.abs(w), Math.abs(w - before[i]!)) / 127;
    quanta[i % O] = Math.max(quanta[i % O]!, needed);
  });
  const changes = Int8Array.from(weight, (w, i) => {
    const quantum = quanta[i % O]!;
    if (quantum === 0) return 0;
    return Math.max(-127, Math.min(127, Math.round((w - before[i]!) / quantum)));
  });
  return { quanta, changes };
}

function changed(before: Floats, quanta: Floats, changes: Int8Array): Floats {
  const after = before.slice();
  for (let i = 0; i < after.length; i++) after[i]! += quanta[i % quanta.length]! * changes[i]!;
  return after;
}
