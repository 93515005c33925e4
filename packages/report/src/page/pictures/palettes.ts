import type { Shade } from "./png.ts";

const levels = 16;

/** Ink on nothing; in the dark scheme the page inverts it. */
export const inkPalette: readonly Shade[] = Array.from({ length: levels }, (_, level) => [
  0x1f,
  0x23,
  0x28,
  level * 17,
]);

const positive = [0xe8, 0x77, 0x2e] as const;
const negative = [0x2a, 0x93, 0xcf] as const;
const steps = 7;

/** 1 to 7 orange, 15 to 9 blue, the further from 0 the stronger; told apart on light and on dark. */
export const signedPalette: readonly Shade[] = Array.from({ length: levels }, (_, level) => {
  const step = level > steps ? level - levels : level;
  const opacity = Math.min(255, Math.round((255 * Math.abs(step)) / steps));
  return [...(step < 0 ? negative : positive), opacity] as const;
});
