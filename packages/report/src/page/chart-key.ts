import type { ChartKey, KeyItem } from "../charts/panels.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";

const shapes = {
  line: (colour) => html`<path d="M0 5H20" stroke="${colour}" stroke-width="2.5" />`,
  dashed: (colour) =>
    html`<path d="M0 5H20" stroke="${colour}" stroke-width="2.5" stroke-dasharray="5 3" />`,
  dotted: (colour) =>
    html`<path
      d="M1 5H20"
      stroke="${colour}"
      stroke-width="2.5"
      stroke-dasharray="0 4"
      stroke-linecap="round"
    />`,
  dot: (colour) => html`<circle cx="10" cy="5" r="4.5" fill="${colour}" />`,
  square: (colour) => html`<rect x="5.5" y=".5" width="9" height="9" fill="${colour}" />`,
  cross: (colour) => html`<path d="M6 1l8 8M14 1l-8 8" stroke="${colour}" stroke-width="2" />`,
} satisfies Record<KeyItem["mark"], (colour: string) => Html>;

/** What colours and marks stand for, as text that wraps. */
export function chartKey(key: ChartKey | undefined): Html | undefined {
  if (key === undefined || key.items.length === 0) return undefined;
  return html`<ul class="key">
    ${key.title === undefined ? undefined : html`<li class="axis">${key.title}</li> `}
    ${key.items.map(
      ({ says, colour, mark }) =>
        html`<li>
          <svg viewBox="0 0 20 10" aria-hidden="true">${shapes[mark](colour)}</svg>${says}
        </li> `,
    )}
  </ul>`;
}
