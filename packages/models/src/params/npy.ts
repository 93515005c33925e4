import type { Tensor } from "@gradlab/core";
import { bytesOfTensor, quoted, tensorOfBytes, type NumberFormat } from "./stored-tensor.ts";

const magic = "\x93NUMPY";

const formats: Record<string, NumberFormat> = {
  "<f8": "f8",
  "<f4": "f4",
  "<i8": "i8",
  "<i4": "i4",
  "|u1": "u1",
};

/** One array in numpy's .npy format, version 1, float64, row-major; the numbers start at a multiple of 64. */
export function writeNpy(tensor: Tensor): Uint8Array {
  const { shape } = tensor;
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const text = `{'descr': '<f8', 'fortran_order': False, 'shape': ${tuple}, }`;
  const start = Math.ceil((10 + text.length + 1) / 64) * 64;
  const data = bytesOfTensor(tensor, "f8");
  const bytes = new Uint8Array(start + data.length);
  const header = `${magic}\x01\x00\x00\x00${text.padEnd(start - 11)}\n`;
  for (let i = 0; i < start; i++) bytes[i] = header.charCodeAt(i);
  new DataView(bytes.buffer).setUint16(8, start - 10, true);
  bytes.set(data, start);
  return bytes;
}

/**
 * The array of a .npy file, versions 1 to 3, as float64: '<f8', '<f4', '<i8', '<i4' or '|u1', in rows
 * or (fortran_order) in columns. Throws a RangeError that names the array on anything else.
 */
export function readNpy(bytes: Uint8Array, name = "array"): Tensor {
  const { text, data } = splitHeader(bytes, name);
  const descr = /'descr':\s*('[^']*'|\[)/.exec(text)?.[1];
  const fortran = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  const tuple = /'shape':\s*\(([\d,\s]*)\)/.exec(text)?.[1];
  if (descr === undefined || fortran === undefined || tuple === undefined) {
    throw new RangeError(
      `header of ${quoted(name)} unreadable: ${quoted(text)}; expected descr, fortran_order and shape`,
    );
  }
  const dtype = descr.slice(1, -1);
  if (!Object.hasOwn(formats, dtype)) {
    throw new RangeError(
      `unknown dtype of ${quoted(name)}: ${descr === "[" ? "a record" : dtype}; expected ${Object.keys(formats).join(", ")}`,
    );
  }
  const shape = tuple
    .split(",")
    .filter((part) => part.trim() !== "")
    .map(Number);
  const format = formats[dtype]!;
  if (fortran === "False") return tensorOfBytes(name, data, format, shape);
  return reversedAxes(tensorOfBytes(name, data, format, shape.toReversed()));
}

/** Magic, version (2 bytes), length of the header (2 bytes, 4 from version 2 on), header, numbers. */
function splitHeader(bytes: Uint8Array, name: string): { text: string; data: Uint8Array } {
  const start = String.fromCharCode(...bytes.subarray(0, 6));
  const version = bytes[6];
  if (start !== magic || version === undefined || version < 1 || version > 3) {
    throw new RangeError(
      `${quoted(name)} is no .npy file: it starts with ${hex(bytes.subarray(0, 7))}; expected 93 4e 55 4d 50 59 and a version of 01 to 03`,
    );
  }
  const from = version === 1 ? 10 : 12;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length =
    bytes.length < from ? 0 : version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (from + length > bytes.length) {
    throw new RangeError(
      `header of ${quoted(name)} cut off: ${bytes.length} bytes in all; expected ${from + length} or more`,
    );
  }
  const text = new TextDecoder().decode(bytes.subarray(from, from + length)).trim();
  return { text, data: bytes.subarray(from + length) };
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

/** x[i,…,k] as y[k,…,i]: what lay in columns comes to lie in rows. */
function reversedAxes({ shape, data }: Tensor): Tensor {
  const reversed = shape.toReversed();
  const steps = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1)).reverse();
  const index = reversed.map(() => 0);
  let from = 0;
  const out = data.map(() => {
    const value = data[from]!;
    for (let axis = index.length - 1; axis >= 0; axis--) {
      from += steps[axis]!;
      if (++index[axis]! < reversed[axis]!) break;
      from -= steps[axis]! * reversed[axis]!;
      index[axis] = 0;
    }
    return value;
  });
  return { shape: reversed, data: out };
}
