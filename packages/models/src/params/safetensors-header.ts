import { expectTensorName, quoted } from "./stored-tensor.ts";

/** One tensor as the header tells of it: its bytes are data[begin..end). */
export interface SafetensorsEntry {
  readonly name: string;
  readonly dtype: "F64" | "F32";
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

export interface SafetensorsHeader {
  readonly entries: readonly SafetensorsEntry[];
  readonly metadata: Record<string, string>;
  readonly data: Uint8Array;
}

/** The checked header and the bytes after it. Throws a RangeError where tensors overlap or leave gaps. */
export function parseSafetensorsHeader(bytes: Uint8Array): SafetensorsHeader {
  if (bytes.length < 8) {
    throw new RangeError(
      `safetensors file too short: ${bytes.length} bytes; expected 8 for the header's length`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getBigUint64(0, true);
  if (length > BigInt(bytes.length - 8)) {
    throw new RangeError(
      `safetensors header too long: ${length} bytes; expected at most the ${bytes.length - 8} that follow`,
    );
  }
  const data = bytes.subarray(8 + Number(length));
  const header = parseObject(bytes.subarray(8, 8 + Number(length)));
  const entries = Object.entries(header)
    .filter(([name]) => name !== "__metadata__")
    .map(([name, value]) => parseEntry(name, value));
  expectGapless(entries, data.length);
  const own = Object.hasOwn(header, "__metadata__") ? header["__metadata__"] : {};
  return { entries, metadata: parseMetadata(own), data };
}

function parseObject(bytes: Uint8Array): object & Record<string, unknown> {
  let header: unknown;
  let text = "";
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    header = JSON.parse(text);
  } catch {
    header = undefined;
  }
  if (isObject(header)) return header;
  throw new RangeError(`safetensors header unreadable: ${quoted(text)}; expected a JSON object`);
}

function parseEntry(name: string, value: unknown): SafetensorsEntry {
  expectTensorName(name);
  const { dtype, shape, data_offsets: offsets } = isObject(value) ? value : {};
  if (dtype !== "F64" && dtype !== "F32") {
    throw invalid("unknown dtype", name, dtype, "F64 or F32");
  }
  if (!isSizes(shape)) throw invalid("invalid shape", name, shape, "integers of 0 or more");
  if (!isSizes(offsets) || offsets.length !== 2 || offsets[0]! > offsets[1]!) {
    throw invalid("invalid data_offsets", name, offsets, "[begin, end]");
  }
  return { name, dtype, shape, begin: offsets[0]!, end: offsets[1]! };
}

/** Sorted by place, each tensor starts where the one before ends, and the last ends with the file. */
function expectGapless(entries: readonly SafetensorsEntry[], length: number): void {
  let at = 0;
  for (const { name, begin, end } of entries.toSorted(
    (a, b) => a.begin - b.begin || a.end - b.end,
  )) {
    if (begin !== at) {
      const problem = begin < at ? "tensors overlap" : "bytes of no tensor";
      throw invalid(problem, name, [begin, end], `a start at ${at}`);
    }
    at = end;
  }
  if (at !== length) {
    throw new RangeError(
      `safetensors data does not fit its header: ${length} bytes; expected ${at}`,
    );
  }
}

function parseMetadata(value: unknown): Record<string, string> {
  if (isObject(value)) {
    const texts = Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    );
    if (texts.length === Object.keys(value).length) return Object.fromEntries(texts);
  }
  throw invalid("invalid metadata", "__metadata__", value, "texts by name");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);
}

function invalid(problem: string, name: string, value: unknown, expected: string): RangeError {
  const found = quoted(JSON.stringify(value) ?? "nothing")
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"');
  return new RangeError(`${problem}: ${found} of ${quoted(name)}; expected ${expected}`);
}
