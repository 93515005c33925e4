import { find } from "./elements.ts";

export type Rgb = readonly [red: number, green: number, blue: number];

/** The page's colours as they are now, in its light or dark scheme. */
export interface Palette {
  readonly paper: Rgb;
  readonly ink: Rgb;
  readonly plus: Rgb;
  readonly minus: Rgb;
}

/** Colours of the style sheet, as numbers that a picture is made of. */
export function paletteOf(section: HTMLElement): Palette {
  const pad = getComputedStyle(find(section, ".live-pad", HTMLElement));
  const colourOf = (selector: string, fallback: string) => {
    const element = section.querySelector(selector);
    return rgb(element === null ? fallback : getComputedStyle(element).color);
  };
  return {
    paper: rgb(pad.backgroundColor),
    ink: rgb(pad.color),
    plus: colourOf(".live-plus", pad.color),
    minus: colourOf(".live-minus", pad.color),
  };
}

/** Calls when the page turns dark or light, by the system's setting or by its own button. */
export function onSchemeChange(call: () => void): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", call);
  const root = document.documentElement;
  new MutationObserver(call).observe(root, { attributes: true, attributeFilter: ["data-scheme"] });
}

/** `share` 0 is `from`, 1 is `to`. */
export const mix = (from: Rgb, to: Rgb, share: number): Rgb => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

function rgb(computed: string): Rgb {
  const [red = 0, green = 0, blue = 0] = (computed.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}
