import { expect } from "vitest";

/** CRC-32C bit by bit, masked as TFRecord asks: a twin of the library the writer uses. */
function maskedCrc(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
  }
  crc = ~crc >>> 0;
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

/** The data of each record, its length and both checksums verified. */
function readRecords(file: Buffer): Buffer[] {
  const records: Buffer[] = [];
  for (let at = 0; at < file.length;) {
    const length = Number(file.readBigUInt64LE(at));
    expect(file.readUInt32LE(at + 8)).toBe(maskedCrc(file.subarray(at, at + 8)));
    const data = file.subarray(at + 12, at + 12 + length);
    expect(data).toHaveLength(length);
    expect(file.readUInt32LE(at + 12 + length)).toBe(maskedCrc(data));
    records.push(data);
    at += 16 + length;
  }
  return records;
}

export type Field = [number: number, value: number | Buffer];

/** A protobuf message's fields in their order, by the wire format alone. */
export function readFields(data: Buffer): Field[] {
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = data[at++]!;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  const take = (length: number) => data.subarray(at, (at += length));
  const readers: Record<number, () => number | Buffer> = {
    0: varint,
    1: () => take(8).readDoubleLE(),
    2: () => take(varint()),
    5: () => take(4).readFloatLE(),
  };
  const fields: Field[] = [];
  while (at < data.length) {
    const key = varint();
    fields.push([key >> 3, readers[key & 7]!()]);
  }
  return fields;
}

/** The first of this number. */
export const field = (fields: Field[], number: number) => fields.find(([it]) => it === number)?.[1];

/** The fields of a message in a message. */
export const message = (fields: Field[], number: number) =>
  readFields(field(fields, number) as Buffer);

/** An event file's version and wall times, and what it shows: as fields, and its scalars as [tag, step, value]. */
export function readEvents(file: Buffer) {
  const events = readRecords(file).map(readFields);
  const values = events.slice(1).flatMap((event) =>
    message(event, 5).map(([, value]) => {
      const parts = readFields(value as Buffer);
      const step = (field(event, 2) ?? 0) as number;
      return { tag: String(field(parts, 1)), step, parts };
    }),
  );
  return {
    version: String(field(events[0]!, 3)),
    wallTimes: new Set(events.map((event) => field(event, 1))),
    values,
    scalars: values.flatMap(({ tag, step, parts }) => {
      const value = field(parts, 2);
      return value === undefined ? [] : [[tag, step, value] as const];
    }),
  };
}
