import crc32c from "@chainsafe/fast-crc32c";
import protobuf from "protobufjs/light.js";
import type { Scalars } from "./scalars.ts";

/** The fields of TensorBoard's event.proto and summary.proto that scalars need. */
const event = protobuf.Root.fromJSON({
  nested: {
    Event: {
      fields: {
        wallTime: { type: "double", id: 1 },
        step: { type: "int64", id: 2 },
        fileVersion: { type: "string", id: 3 },
        summary: { type: "Summary", id: 5 },
      },
    },
    Summary: {
      fields: { value: { rule: "repeated", type: "Value", id: 1 } },
      nested: {
        Value: {
          fields: {
            tag: { type: "string", id: 1 },
            simpleValue: { type: "float", id: 2 },
          },
          oneofs: { value: { oneof: ["simpleValue"] } }, // so that a 0 is written, too
        },
      },
    },
  },
}).lookupType("Event");

/** An event file: its version, then an event for each step, all at one wall time in seconds. */
export function eventFile(wallTime: number, scalars: readonly Scalars[]): Buffer {
  const events = scalars.map(({ step, values }) => {
    const value = [...values].map(([tag, simpleValue]) => ({ tag, simpleValue }));
    return { wallTime, step, summary: { value } };
  });
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
