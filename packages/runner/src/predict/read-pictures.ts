import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { formOfImage, parseIdx, type GreyImage } from "@gradlab/mnist-data";
import { fileTrouble } from "@gradlab/schema/mistake";
import { greyOfPng, isPng } from "./png.ts";

/** What a net is given: bytes, 0 paper to 255 ink. */
export interface Picture {
  readonly file: string;
  /** Of one of several in a file, counted from 0. */
  readonly index?: number;
  readonly pixels: Uint8Array;
}

/** An uncompressed MNIST is 47 MB; what inflates to far more than that is no set of pictures. */
const mostBytes = 1_000_000_000;

const mostProblems = 20;

const expected = "expected PNG pictures, or IDX files of pictures as MNIST's (also as .gz)";

/** The pictures of all files that are some, for a net of so many inputs, and what is wrong with the others. */
export function readPictures(
  files: readonly string[],
  inputs: number,
): { readonly pictures: readonly Picture[]; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const pictures = files.flatMap((file) => {
    try {
      return picturesOf(file, readFileSync(file), inputs, problems);
    } catch (error) {
      problems.push(`${file}: ${problemOf(error)}`);
      return [];
    }
  });
  return { pictures, problems: listed(problems) };
}

function listed(problems: readonly string[]): string[] {
  const more = problems.length - mostProblems;
  const last = more > 0 ? [`${more} more`] : [];
  return problems.length > 0 ? [...problems.slice(0, mostProblems), ...last, expected] : [];
}

/** Only what speaks of the file; a bug goes its way. */
function problemOf(error: unknown): string {
  const { code, name, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "there is no such file";
  const trouble = fileTrouble(error);
  if (trouble !== undefined) return trouble;
  if (name === "DataError" || error instanceof NoPicture) return message;
  throw error;
}

class NoPicture extends Error {}

/** A file of many may have blank ones among them. */
function picturesOf(file: string, bytes: Buffer, inputs: number, problems: string[]): Picture[] {
  if (isPng(bytes)) {
    const pixels = formed(asGrey(bytes), inputs);
    if (pixels === undefined) throw new NoPicture(blank);
    return [{ file, pixels }];
  }
  const raw = bytes[0] === 0x1f && bytes[1] === 0x8b ? inflated(bytes) : bytes;
  if (raw[0] !== 0 || raw[1] !== 0) throw new NoPicture("neither a PNG nor an IDX file");
  const { dimensions, data } = parseIdx(raw, file);
  const [count, height, width, ...more] = dimensions;
  if (count === undefined || height === undefined || width === undefined || more.length > 0) {
    throw new NoPicture(`IDX of ${dimensions.join(" × ")}, no pictures but perhaps their labels`);
  }
  const size = height * width;
  return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const pixels = data.subarray(index * size, (index + 1) * size);
    if (size === inputs) return { file, index, pixels };
    const ready = formed({ width, height, pixels }, inputs);
    if (ready !== undefined) return { file, index, pixels: ready };
    problems.push(`${file} ${index}: ${blank}`);
    return [];
  });
}

function asGrey(bytes: Buffer): GreyImage {
  const image = greyOfPng(bytes);
  if (typeof image === "string") throw new NoPicture(image);
  return image;
}

const blank = "nothing is drawn";

/** undefined where nothing is drawn. */
function formed(image: GreyImage, inputs: number): Uint8Array | undefined {
  const picture = formOfImage(image);
  if (picture === undefined) return undefined;
  if (picture.length === inputs) return picture;
  throw new NoPicture(
    `a picture has ${picture.length} pixels when it is ready; the net reads ${inputs}`,
  );
}

function inflated(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes });
  } catch {
    throw new NoPicture("broken, or far too large, gzip file");
  }
}
