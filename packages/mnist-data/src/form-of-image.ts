import { placeByMass, side } from "./digits/centre.ts";
import { boxSide } from "./digits/ink.ts";

/** Grey pixels, row-major, 0 black to 255 white. */
export interface GreyImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/**
 * A picture of a digit, as MNIST's are: dark on light or light on dark, of any size, is scaled so that the
 * longer side of its ink fills 20 pixels, each the mean of what it covers, its centre of mass at pixel
 * (14, 14) of 28×28; 0 paper to 255 ink. What is in this form already is left as it is; undefined where
 * nothing is drawn.
 */
export function formOfImage(image: GreyImage): Uint8Array | undefined {
  const ink = inkOf(image);
  const box = boxOf(image, ink);
  if (box === undefined) return undefined;
  if (isInForm(image, ink, box)) return ink;
  const scaled = shrunk(image, ink, box);
  const most = Math.max(...scaled);
  const picture = new Uint8Array(side * side);
  // Thin lines of a large picture are faint by now.
  placeByMass(
    Uint8Array.from(scaled, (value) => Math.floor((value * 255) / most + 0.5)),
    picture,
  );
  return picture;
}

/** How far each pixel differs from the paper, which the border shows, the paper's own unevenness left out. */
function inkOf({ width, height, pixels }: GreyImage): Uint8Array {
  const border: number[] = [];
  for (let y = 0; y < height; y++) {
    const isEdge = y === 0 || y === height - 1;
    for (let x = 0; x < width; x += isEdge || width === 1 ? 1 : width - 1) {
      border.push(pixels[y * width + x]!);
    }
  }
  const paper = quantile(border, 0.5);
  const sign = paper < 128 ? 1 : -1;
  const unevenness = quantile(
    border.map((value) => Math.abs(value - paper)),
    0.9,
  );
  return pixels.map((value) => {
    const ink = sign * (value - paper);
    return ink > 2 * unevenness ? ink : 0;
  });
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The smallest one around all ink. */
function boxOf({ width, height }: GreyImage, ink: Uint8Array): Box | undefined {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let i = 0; i < ink.length; i++) {
    if (ink[i] === 0) continue;
    const x = i % width;
    const y = (i - x) / width;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = y;
  }
  if (right < 0) return undefined;
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

function isInForm({ width, height }: GreyImage, ink: Uint8Array, box: Box): boolean {
  if (width !== side || height !== side || Math.max(box.width, box.height) > boxSide) return false;
  let [mass, x, y] = [0, 0, 0];
  for (const [i, value] of ink.entries()) {
    mass += value;
    x += value * (i % side);
    y += value * Math.floor(i / side);
  }
  const isMiddle = (moment: number) => Math.abs(moment / mass - side / 2) <= 0.5;
  return isMiddle(x) && isMiddle(y);
}

/** The ink's box scaled into 20×20, its shorter side centred: the mean over the area that a pixel covers. */
function shrunk({ width: columns }: GreyImage, ink: Uint8Array, box: Box): Float64Array {
  const scale = Math.max(box.width, box.height) / boxSide;
  const width = Math.max(1, Math.floor(box.width / scale + 0.5));
  const height = Math.max(1, Math.floor(box.height / scale + 0.5));
  const left = Math.floor((boxSide - width) / 2);
  const top = Math.floor((boxSide - height) / 2);
  const across = covered(box.width, width);
  const down = covered(box.height, height);
  const out = new Float64Array(boxSide * boxSide);
  for (let j = 0; j < height; j++) {
    for (let i = 0; i < width; i++) {
      let sum = 0;
      for (const [y, high] of down[j]!) {
        const row = (box.top + y) * columns + box.left;
        for (const [x, wide] of across[i]!) sum += high * wide * ink[row + x]!;
      }
      out[(top + j) * boxSide + left + i] = sum;
    }
  }
  return out;
}

/** Of `from` pixels in a row, those that each of `to` covers, with their shares of it. */
function covered(from: number, to: number): [place: number, share: number][][] {
  const size = from / to;
  return Array.from({ length: to }, (_, i) => {
    const [start, end] = [i * size, (i + 1) * size];
    const places: [number, number][] = [];
    for (let k = Math.floor(start); k < Math.min(from, Math.ceil(end)); k++) {
      places.push([k, (Math.min(end, k + 1) - Math.max(start, k)) / size]);
    }
    return places;
  });
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))]!;
}
