import type { Spec } from "vega";
import type { Html } from "./html.ts";
import type { Inline } from "./inline.ts";
import type { Gallery } from "./pictures/gallery.ts";

/** What the page shows at one address; the others are there, and hidden. */
export interface View {
  /** The address after `#`, and the id of the element. */
  readonly id: string;
  readonly title: string;
  /** `<article class="view" id="…">` with one `<h2 tabindex="-1">`. */
  readonly element: Html;
  /** id of an element that a chart is drawn in → what is drawn there */
  readonly drawn?: Readonly<Record<string, Spec>>;
  /** id of a list → the pictures in it */
  readonly galleries?: Readonly<Record<string, Gallery>>;
  /** What it alone needs: data in elements that nothing runs, scripts of its own. */
  readonly data?: readonly Html[];
  readonly scripts?: readonly Inline[];
  /** Whether its scripts compile WebAssembly, which the page's policy must then allow. */
  readonly compilesWasm?: boolean;
}
