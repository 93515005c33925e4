import type { GreyImage } from "@gradlab/mnist-data";
import { PNG } from "pngjs";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A phone's camera takes fewer. */
const mostPixels = 100_000_000;

export const isPng = (bytes: Buffer): boolean => bytes.subarray(0, 8).equals(signature);

/** The brightness of each pixel, on white where it is transparent; or what is wrong with the file. */
export function greyOfPng(bytes: Buffer): GreyImage | string {
  if (bytes.length < 24) return "broken PNG file";
  const pixels = bytes.readUInt32BE(16) * bytes.readUInt32BE(20);
  if (pixels > mostPixels) return `too large: ${pixels} pixels; at most ${mostPixels} are read`;
  let png: PNG;
  try {
    png = PNG.sync.read(bytes);
  } catch {
    return "broken PNG file";
  }
  const { width, height, data } = png;
  const onWhite = brightness(data, 255);
  const isHidden = onWhite.every((value) => value === onWhite[0]); // white ink on nothing
  return { width, height, pixels: isHidden ? brightness(data, 0) : onWhite };
}

/** Rec. 601 luma of RGBA, laid over a paper of one brightness. */
function brightness(rgba: Uint8Array, paper: number): Uint8Array {
  return Uint8Array.from({ length: rgba.length / 4 }, (_, i) => {
    const [red, green, blue, alpha] = rgba.subarray(4 * i, 4 * i + 4);
    const luma = 0.299 * red! + 0.587 * green! + 0.114 * blue!;
    return Math.floor(paper + ((luma - paper) * alpha!) / 255 + 0.5);
  });
}
