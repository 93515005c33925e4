import type { LayerView, LiveReader, Reading } from "../contract.ts";
import { find, findAll } from "./elements.ts";
import { paintPixels } from "./pixels.ts";
import { mix, type Palette, type Rgb } from "./palette.ts";
import { number, signed } from "./words.ts";

const tile = 28;
const gap = 2;
const pitch = tile + gap;

/** Of an inactive unit's weights so much is still to be seen. */
const faintest = 0.12;

/** Units a row. */
const columnsOf = (units: number) => (units <= 60 ? 10 : 20);

/** A square a hidden unit: its weights as a picture, as strong as the unit is active; the same in numbers. */
export class Units {
  readonly #section: HTMLElement;
  readonly #canvases: readonly HTMLCanvasElement[];
  readonly #reader: LiveReader;
  #reading: Reading | undefined;

  constructor(section: HTMLElement, reader: LiveReader) {
    this.#section = section;
    this.#reader = reader;
    this.#canvases = findAll(section, ".live-tiles").filter(
      (it) => it instanceof HTMLCanvasElement,
    );
    for (const [l, canvas] of this.#canvases.entries()) {
      canvas.addEventListener("pointermove", (event) => this.#tell(l, unitAt(canvas, event)));
      canvas.addEventListener("pointerleave", () => this.#tell(l, undefined));
    }
    section.querySelector(".live-units details")?.addEventListener("toggle", () => this.#fill());
  }

  show(reading: Reading | undefined, palette: Palette): void {
    this.#reading = reading;
    for (const [l, canvas] of this.#canvases.entries()) {
      const layer = this.#reader.layers[l]!;
      const activations = reading?.activations[l];
      paintTiles(canvas, l === 0 ? layer : undefined, activations, layer.outputs, palette);
      canvas.setAttribute("aria-label", describe(activations, layer.outputs));
    }
    this.#fill();
  }

  #tell(layer: number, unit: number | undefined): void {
    const says = unit === undefined ? undefined : this.#sentence(layer, unit);
    find(this.#section, ".live-unit", HTMLElement).textContent = says ?? "";
  }

  #sentence(layer: number, unit: number): string | undefined {
    const activations = this.#reading?.activations[layer];
    if (activations === undefined || unit >= activations.length) return undefined;
    const voice = this.#voice(layer, unit, activations[unit]!);
    const name = `Unit ${unit + 1}: activation ${number(activations[unit]!)}`;
    if (voice === undefined) return name;
    return `${name}, most for ${voice.most} and against ${voice.least}`;
  }

  /** What the last hidden layer's unit adds to the outputs. */
  #voice(layer: number, unit: number, activation: number) {
    if (layer !== this.#canvases.length - 1) return undefined;
    const { weight, outputs } = this.#reader.layers.at(-1)!;
    const added = Array.from({ length: outputs }, (_, digit) => ({
      digit,
      value: activation * weight[unit * outputs + digit]!,
    })).toSorted((a, b) => b.value - a.value);
    if (activation === 0) return { most: "none", least: "none" };
    const words = ({ digit, value }: (typeof added)[number]) => `${digit} (${signed(value)})`;
    return { most: words(added[0]!), least: words(added.at(-1)!) };
  }

  /** The table of the last hidden layer, when it is open. */
  #fill(): void {
    const details = this.#section.querySelector<HTMLDetailsElement>(".live-units details");
    if (!details?.open) return;
    const l = this.#canvases.length - 1;
    const activations = Array.from(this.#reading?.activations[l] ?? []);
    const rows = activations.map((activation, unit) => {
      const { most = "", least = "" } = this.#voice(l, unit, activation) ?? {};
      const row = document.createElement("tr");
      const head = document.createElement("th");
      head.scope = "row";
      head.textContent = String(unit + 1);
      const cells = [number(activation), most, least].map((text, i) => {
        const cell = document.createElement("td");
        cell.textContent = text;
        if (i === 0) cell.className = "number";
        return cell;
      });
      row.append(head, ...cells);
      return row;
    });
    find(details, "tbody", HTMLElement).replaceChildren(...rows);
  }
}

function unitAt(canvas: HTMLCanvasElement, { clientX, clientY }: PointerEvent): number {
  const { left, top, width } = canvas.getBoundingClientRect();
  const scale = canvas.width / width;
  const column = Math.floor(((clientX - left) * scale) / pitch);
  const row = Math.floor(((clientY - top) * scale) / pitch);
  return row * Math.round((canvas.width + gap) / pitch) + column;
}

function paintTiles(
  canvas: HTMLCanvasElement,
  layer: LayerView | undefined,
  activations: ArrayLike<number> | undefined,
  units: number,
  { paper, plus, minus }: Palette,
): void {
  const columns = Math.min(units, columnsOf(units));
  const rows = Math.ceil(units / columns);
  const mostWeight = largest(layer?.weight ?? [1]);
  const mostActive = largest(activations ?? [0]);
  const colourAt = (x: number, y: number): Rgb => {
    const unit = Math.floor(y / pitch) * columns + Math.floor(x / pitch);
    const [u, v] = [x % pitch, y % pitch];
    if (u >= tile || v >= tile || unit >= units) return paper;
    const active = mostActive === 0 ? 0 : Math.abs(activations![unit]!) / mostActive;
    const weight = layer ? layer.weight[(v * tile + u) * units + unit]! / mostWeight : 1;
    // Most weights are small: their square roots can be told apart.
    const strength = Math.sqrt(Math.abs(weight)) * (faintest + (1 - faintest) * active);
    return mix(paper, weight > 0 ? plus : minus, strength);
  };
  paintPixels(canvas, columns * pitch - gap, rows * pitch - gap, colourAt);
}

function largest(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]!));
  return most;
}

/** What the picture shows, for those who do not see it. */
function describe(activations: ArrayLike<number> | undefined, units: number): string {
  if (activations === undefined) return `${units} hidden units, waiting for a picture`;
  const all = Array.from(activations, (value, i) => ({ unit: i + 1, value }));
  const strongest = all.toSorted((a, b) => b.value - a.value).slice(0, 3);
  const active = all.filter(({ value }) => value !== 0).length;
  const names = strongest.map(({ unit, value }) => `unit ${unit} (${number(value)})`).join(", ");
  return `${active} of ${units} hidden units are active; most of all ${names}`;
}
