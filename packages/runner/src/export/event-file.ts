import crc32c from "@chainsafe/fast-crc32c";
import { event, type SummaryValue } from "./event-messages.ts";

export interface StepEvent {
  readonly step: number;
  readonly values: readonly SummaryValue[];
}

/** An event file: its version, then an event for each step, all at one wall time in seconds. */
export function eventFile(wallTime: number, steps: readonly StepEvent[]): Buffer {
  const events = steps.map(({ step, values }) => ({ wallTime, step, summary: { value: values } }));
  const messages = [{ wallTime, fileVersion: "brain.Event:2" }, ...events];
  return Buffer.concat(messages.map((it) => record(event.encode(it).finish())));
}

/** A TFRecord: length (u64), masked CRC of the length, data, masked CRC of the data; little-endian. */
function record(data: Uint8Array): Buffer {
  const head = Buffer.alloc(12);
  head.writeBigUInt64LE(BigInt(data.length));
  head.writeUInt32LE(maskedCrc(head.subarray(0, 8)), 8);
  const foot = Buffer.alloc(4);
  foot.writeUInt32LE(maskedCrc(data));
  return Buffer.concat([head, data, foot]);
}

/** ((crc >> 15 | crc << 17) + 0xa282ead8) mod 2³², crc being CRC-32C */
function maskedCrc(data: Uint8Array): number {
  const crc = crc32c.calculate(data);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
