import { drawingOn } from "./elements.ts";
import { mix, type Palette, type Rgb } from "./palette.ts";

/** Sets every pixel of a canvas of width × height by its place. */
export function paintPixels(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  colourAt: (x: number, y: number) => Rgb,
): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = drawingOn(canvas);
  const image = context.createImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    const [red, green, blue] = colourAt(i % width, Math.floor(i / width));
    image.data.set([red, green, blue, 255], 4 * i);
  }
  context.putImageData(image, 0, 0);
}

/** A picture of 28×28 bytes, 0 paper to 255 ink, magnified so many times. */
export function paintPicture(
  canvas: HTMLCanvasElement,
  picture: Uint8Array,
  { paper, ink }: Palette,
  times = 1,
): void {
  const side = 28;
  paintPixels(canvas, side * times, side * times, (x, y) => {
    const pixel = picture[Math.floor(y / times) * side + Math.floor(x / times)]!;
    return mix(paper, ink, pixel / 255);
  });
}
