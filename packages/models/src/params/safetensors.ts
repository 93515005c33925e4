import type { Params } from "../network.ts";
import { parseSafetensorsHeader } from "./safetensors-header.ts";
import { bytesOfTensor, storable, tensorOfBytes } from "./stored-tensor.ts";

/**
 * The safetensors format: the header's length (u64, little-endian), the header (JSON: for each name
 * dtype, shape and data_offsets, texts of the writer under __metadata__), the tensors' bytes, gapless.
 * F64 keeps every bit, F32 rounds.
 */
export function writeSafetensors(
  params: Params,
  metadata: Record<string, string> = {},
  { dtype = "F64" }: { dtype?: "F64" | "F32" } = {},
): Uint8Array {
  const header: Record<string, unknown> = {};
  if (Object.keys(metadata).length > 0) header["__metadata__"] = metadata;
  const parts: Uint8Array[] = [];
  let end = 0;
  for (const [name, tensor] of storable(params)) {
    const part = bytesOfTensor(tensor, dtype === "F64" ? "f8" : "f4");
    parts.push(part);
    header[name] = { dtype, shape: tensor.shape, data_offsets: [end, (end += part.length)] };
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const padded = Math.ceil(text.length / 8) * 8; // so that the numbers start aligned
  const bytes = new Uint8Array(8 + padded + end).fill(0x20, 8, 8 + padded);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(padded), true);
  bytes.set(text, 8);
  let at = 8 + padded;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The tensors of a file, F64 or F32, as float64. Throws a RangeError on anything but a sound file. */
export function readSafetensors(bytes: Uint8Array): Params {
  const { entries, data } = parseSafetensorsHeader(bytes);
  return Object.fromEntries(
    entries.map(({ name, dtype, shape, begin, end }) => {
      const format = dtype === "F64" ? "f8" : "f4";
      return [name, tensorOfBytes(name, data.subarray(begin, end), format, shape)];
    }),
  );
}

/** The texts that the writer put beside the tensors. */
export function readSafetensorsMetadata(bytes: Uint8Array): Record<string, string> {
  return parseSafetensorsHeader(bytes).metadata;
}
