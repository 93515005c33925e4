import { formOfStrokes, side, type PenPoint } from "@gradlab/mnist-data/mnist-form";
import { drawingOn, find } from "./elements.ts";
import { paintPicture } from "./pixels.ts";
import type { Palette } from "./palette.ts";

/** Half the line's width on the pad, as the form draws it when a digit fills the usual part of the pad. */
const penShare = 0.08;

/** A drawing smaller than this share of the pad is left small. */
const smallestShare = 0.2;

type Stroke = PenPoint[];

/** The square that one draws on, or that shows a test image. */
export class Pad {
  readonly #canvas: HTMLCanvasElement;
  readonly #hint: HTMLElement;
  #strokes: Stroke[] = [];
  #shown: Uint8Array | undefined;
  #pointer: number | undefined;
  #palette: Palette;

  /** `changed` hears of every new piece of line, `ended` of every line's end. */
  constructor(
    section: HTMLElement,
    palette: Palette,
    { changed, ended }: { changed(): void; ended(): void },
  ) {
    const canvas = find(section, ".live-pad canvas", HTMLCanvasElement);
    this.#canvas = canvas;
    this.#hint = find(section, ".live-hint", HTMLElement);
    this.#palette = palette;
    canvas.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || this.#pointer !== undefined) return;
      event.preventDefault();
      canvas.setPointerCapture(event.pointerId);
      this.#pointer = event.pointerId;
      this.#shown = undefined;
      this.#strokes.push([this.#pointOf(event)]);
      this.paint(this.#palette);
      changed();
    });
    canvas.addEventListener("pointermove", (event) => {
      if (event.pointerId !== this.#pointer) return;
      const events = event.getCoalescedEvents?.() ?? [];
      for (const it of events.length > 0 ? events : [event]) this.#continue(this.#pointOf(it));
      changed();
    });
    const end = (event: PointerEvent) => {
      if (event.pointerId !== this.#pointer) return;
      this.#pointer = undefined;
      ended();
    };
    canvas.addEventListener("pointerup", end);
    canvas.addEventListener("pointercancel", end);
  }

  /** What is on it in MNIST's form. */
  get picture(): Uint8Array {
    return this.#shown ?? formOfStrokes(this.#strokes, smallestShare * this.#canvas.width);
  }

  get isBlank(): boolean {
    return this.#shown === undefined && this.#strokes.length === 0;
  }

  clear(): void {
    this.#strokes = [];
    this.#shown = undefined;
    this.paint(this.#palette);
  }

  show(picture: Uint8Array): void {
    this.#strokes = [];
    this.#shown = picture;
    this.paint(this.#palette);
  }

  describe(text: string): void {
    this.#canvas.setAttribute("aria-label", text);
  }

  paint(palette: Palette): void {
    this.#palette = palette;
    this.#hint.hidden = !this.isBlank;
    if (this.#shown !== undefined) {
      paintPicture(this.#canvas, this.#shown, palette, this.#canvas.width / side);
      return;
    }
    const context = drawingOn(this.#canvas);
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    for (const stroke of this.#strokes) this.#line(stroke);
  }

  #continue(point: PenPoint): void {
    const stroke = this.#strokes.at(-1)!;
    stroke.push(point);
    this.#line(stroke.slice(-2));
  }

  #line(points: readonly PenPoint[]): void {
    const context = drawingOn(this.#canvas);
    context.strokeStyle = `rgb(${this.#palette.ink.join(" ")})`;
    context.lineWidth = penShare * this.#canvas.width;
    context.lineCap = context.lineJoin = "round";
    context.beginPath();
    context.moveTo(...points[0]!);
    for (const point of points) context.lineTo(...point);
    context.stroke();
  }

  #pointOf({ clientX, clientY }: PointerEvent): PenPoint {
    const { left, top, width, height } = this.#canvas.getBoundingClientRect();
    const { width: columns, height: rows } = this.#canvas;
    return [((clientX - left) / width) * columns, ((clientY - top) / height) * rows];
  }
}
