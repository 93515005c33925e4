import { create } from "fontkitten";
import type { Font, Glyph } from "fontkitten";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The bundled one first; where an SVG is shown without it, one that is hardly wider. */
export const fontFamily = "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

const weights = { regular: "400Regular", medium: "500Medium", bold: "700Bold" } as const;
type Weight = keyof typeof weights;

const loaded = new Map<Weight, { bytes: Buffer; font: Font }>();

function load(weight: Weight) {
  let found = loaded.get(weight);
  if (found === undefined) {
    const name = `@expo-google-fonts/inter/${weights[weight]}/Inter_${weights[weight]}.ttf`;
    const bytes = readFileSync(fileURLToPath(import.meta.resolve(name)));
    found = { bytes, font: create(bytes) as Font };
    loaded.set(weight, found);
  }
  return found;
}

/** The files of the font, for a renderer that brings none. */
export const fontFiles = (): Uint8Array[] =>
  (Object.keys(weights) as Weight[]).map((weight) => load(weight).bytes);

const weightOf = (weight: string | number | undefined): Weight => {
  if (weight === "bold" || Number(weight) >= 600) return "bold";
  return Number(weight) >= 500 ? "medium" : "regular";
};

/** How many pixels wide a line of text is. */
export function textWidth(text: string, size: number, weight?: string | number): number {
  const { font } = load(weightOf(weight));
  const glyphs = font.glyphsForString(text);
  const widthOf = ({ id, advanceWidth }: Glyph) =>
    id === missing ? font.unitsPerEm : advanceWidth;
  return (glyphs.reduce((sum, glyph) => sum + widthOf(glyph), 0) * size) / font.unitsPerEm;
}

/** What a font has in place of a letter that it lacks: another font will draw a square one. */
const missing = 0;

/** The characters of a text that the font has no glyph for, each once. */
export function missingGlyphs(text: string): string[] {
  const { font } = load("regular");
  return [...new Set(text)].filter(
    (it) => isSeen.test(it) && !font.hasGlyphForCodePoint(it.codePointAt(0)!),
  );
}

const isSeen = /[^\s\p{Default_Ignorable_Code_Point}]/u;

/** Lines no wider than this, broken between words; a longer word has a line of its own. */
export function wrapped(text: string, width: number, size: number): string[] {
  const lines = filled(text, width, size);
  // No word or two alone at the end.
  for (let narrower = width; narrower > width / 2; narrower -= width / 20) {
    const others = filled(text, narrower, size);
    if (others.length > lines.length) break;
    if (textWidth(others.at(-1) ?? "", size) > narrower / 3) return others;
  }
  return lines;
}

function filled(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && textWidth(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === "" ? lines : [...lines, line];
}
