import type { Precision } from "@gradlab/core";
import type { LiveSamples } from "./live-net.ts";
import { ByteCursor, bytesOfFloats, joined } from "./number-bytes.ts";

/** Pictures, labels, then what Node computed for them by each checkpoint. */
export const writeSamples = ({ pictures, labels, logits }: LiveSamples): Uint8Array =>
  joined([
    new Uint8Array(Uint32Array.of(labels.length).buffer),
    pictures,
    labels,
    ...logits.map(bytesOfFloats),
  ]);

export function readSamples(
  bytes: Uint8Array,
  net: { readonly inputs: number; readonly outputs: number; readonly precision: Precision },
  checkpoints: number,
): LiveSamples {
  const cursor = new ByteCursor(bytes);
  const count = new Uint32Array(cursor.bytes(4).buffer)[0]!;
  return {
    pictures: cursor.bytes(count * net.inputs),
    labels: cursor.bytes(count),
    logits: Array.from({ length: checkpoints }, () =>
      cursor.floats(net.precision, count * net.outputs),
    ),
  };
}
