import { html } from "./html.ts";
import type { Html } from "./html.ts";

/** What is too long to stand open: folded until it is clicked, and on paper. */
export const folded = (summary: string, inside: Html): Html =>
  html`<details class="long">
    <summary>${summary}</summary>
    <div class="inside">${inside}</div>
  </details>`;
