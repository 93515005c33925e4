import { gunzipSync, gzipSync } from "node:zlib";
import { artifacts, provenance, trialResult, type TrialOutput } from "@gradlab/schema";
import { z } from "zod";

/** An output as fields of a Redis hash: its JSON packed, and safetensors as they are. */
export type Packed = Record<string, Buffer>;

const said = z.strictObject({
  result: trialResult,
  machine: provenance.omit({ mathVersion: true, createdAt: true }),
});

/** A result is some kB; what unpacks to more than this is none. */
const mostBytes = 2 ** 28;

/** The fastest level: half of the bytes of a training trial, a tenth of a simple one. */
const level = 1;

export function pack({ result, machine, ...output }: TrialOutput): Packed {
  // Within a tenth of a millisecond: a thread for it would cost more.
  const packed: Packed = { said: gzipSync(JSON.stringify({ result, machine }), { level }) };
  for (const artifact of artifacts) {
    const bytes = output[artifact];
    if (bytes) packed[artifact] = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  return packed;
}

/** Throws where the fields are no output: whoever writes to the Redis may have written them. */
export function unpack(packed: Packed): TrialOutput {
  const { said: text, ...rest } = packed;
  if (text === undefined) throw new Error("it says nothing");
  const json = gunzipSync(text, { maxOutputLength: mostBytes }).toString();
  const parsed = said.safeParse(JSON.parse(json));
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw new Error(`${path.join(".")}: ${message}`);
  }
  const output: { -readonly [K in keyof TrialOutput]: TrialOutput[K] } = parsed.data;
  for (const artifact of artifacts) {
    const bytes = rest[artifact];
    if (bytes) output[artifact] = expectSafetensors(bytes);
  }
  return output;
}

/** The frame alone, a length and a header of JSON: who reads the tensors checks them. */
function expectSafetensors(bytes: Uint8Array): Uint8Array {
  const wrong = new Error("its params are no safetensors");
  if (bytes.length < 8) throw wrong;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > bytes.length - 8) throw wrong;
  try {
    JSON.parse(Buffer.from(bytes.subarray(8, 8 + length)).toString());
  } catch {
    throw wrong;
  }
  return bytes;
}
