/** Each colour in its light and its dark form: the page's colour scheme picks, without a redraw. */
export const pair = (light: string, dark: string) => `light-dark(${light}, ${dark})`;

export const ink = pair("#1f2328", "#e6e9ee");
export const muted = pair("#59636e", "#9aa5b3");
export const grid = pair("#e4e7eb", "#2b313a");
export const warning = pair("#b3261e", "#ff8f85");
export const surface = pair("#ffffff", "#14181e");

/** Okabe and Ito's, told apart with any kind of colour vision; adapted to each background. */
const categories = [
  pair("#0072b2", "#56b4e9"),
  pair("#d55e00", "#ff9247"),
  pair("#009e73", "#35c79b"),
  pair("#b5578c", "#e59cc4"),
  pair("#b07800", "#f0c040"),
  pair("#2a93cf", "#8ccff5"),
  pair("#1f2328", "#e6e9ee"),
  pair("#7a6f00", "#f0e442"),
];
export const [first, second] = categories as [string, string];

/** Viridis, from dark to bright: its lightness orders the steps of a numeric sweep. */
const viridis = [
  "#440154",
  "#472d7b",
  "#3b528b",
  "#2c728e",
  "#21918c",
  "#28ae80",
  "#5ec962",
  "#addc30",
  "#fde725",
];
const lightRange = [0, 0.74] as const;
const darkRange = [0.42, 1] as const;

/** n colours: a sequence for ordered values, else as different as can be. */
export function palette(n: number, ordered: boolean): string[] {
  if (n === 1) return [first];
  if (!ordered && n <= categories.length) return categories.slice(0, n);
  return Array.from({ length: n }, (_, i) => {
    const at = ([from, to]: readonly [number, number]) =>
      viridisAt(from + ((to - from) * i) / (n - 1));
    return pair(at(lightRange), at(darkRange));
  });
}

function viridisAt(t: number): string {
  const place = t * (viridis.length - 1);
  const i = Math.min(Math.floor(place), viridis.length - 2);
  const mix = (channel: number) => {
    const [a, b] = [viridis[i]!, viridis[i + 1]!].map((hex) =>
      Number.parseInt(hex.slice(1 + 2 * channel, 3 + 2 * channel), 16),
    ) as [number, number];
    return Math.round(a + (b - a) * (place - i))
      .toString(16)
      .padStart(2, "0");
  };
  return `#${mix(0)}${mix(1)}${mix(2)}`;
}

/** The same text with each colour settled, for a picture outside a page. */
export function settleColours(text: string, scheme: "light" | "dark"): string {
  return text.replace(
    /light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\)/g,
    scheme === "light" ? "$1" : "$2",
  );
}

const tints = [
  pair("#cfe4f2", "#143a52"),
  pair("#f9dccb", "#57301a"),
  pair("#cbe9df", "#14463a"),
  pair("#efd9e6", "#4d2f41"),
  pair("#f0e3c2", "#4a3b0e"),
];

/** Class k as a mark, and as an area behind marks. */
export const classColour = (k: number): string => categories[Math.abs(k) % tints.length]!;
export const classTint = (k: number): string => tints[Math.abs(k) % tints.length]!;
