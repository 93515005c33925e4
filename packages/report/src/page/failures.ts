import type { Run } from "@gradlab/schema";
import { counted } from "../numbers.ts";
import { failuresOf, type Failure } from "../sweep/failures.ts";
import { folded } from "./folded.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";

/** Of more errors, or more sweepPoints of one, so many stand open. */
const mostOpen = 12;

/** Why trials failed: each error once, with the trials that it ended. */
export function failuresList(run: Run): Html | undefined {
  const failures = failuresOf(run);
  if (failures.length === 0) return undefined;
  const rest = failures.slice(mostOpen);
  const list = (some: readonly Failure[]) =>
    html`<ul>
      ${some.map(item)}
    </ul>`;
  return html`<section class="diagnoses failures" aria-label="Failures">
    <h3>Why trials failed</h3>
    ${list(failures.slice(0, mostOpen))}
    ${rest.length === 0 ? undefined : folded(`${counted(rest.length, "more error")}`, list(rest))}
  </section>`;
}

function item({ error, trials, where }: Failure): Html {
  const more = where.length - mostOpen;
  const places = [...where.slice(0, mostOpen), ...(more > 0 ? [`${more} more`] : [])];
  const why = error === "" ? "No error was kept in this run’s file; the trial’s own has it" : error;
  return html`<li>
    <p><strong>${why}</strong></p>
    <p>${counted(trials, "trial")}: ${places.join("; ")}</p>
  </li> `;
}
