import { seedsName, type Run, type RunDiagnosis } from "@gradlab/schema";
import { pointNames, type PointNames } from "../sweep/names.ts";
import { pointKey } from "../sweep/points.ts";
import { folded } from "./folded.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { sentence } from "../words/sentence.ts";

/** Of more items so many stand open. */
const mostOpen = 24;
const firstShown = 12;

/** What was noticed of the trials: one item for each code and sweepPoint, with its seeds. */
export function diagnosesList(run: Run): Html | undefined {
  if (run.diagnoses.length === 0) return undefined;
  const names = pointNames(run);
  const groups = Map.groupBy(run.diagnoses, (it) => `${it.code} ${pointKey(it.sweepPoint)}`);
  const items = [...groups.values()].map((group) => item(group, names));
  const shown = items.length <= mostOpen ? items.length : firstShown;
  return html`<section class="diagnoses" aria-label="Diagnoses">
    <h3>What was noticed</h3>
    <ul>
      ${items.slice(0, shown)}
    </ul>
    ${
      shown === items.length
        ? undefined
        : folded(
            `${(items.length - shown).toLocaleString("en-US")} more`,
            html`<ul>
              ${items.slice(shown)}
            </ul>`,
          )
    }
  </section>`;
}

function item(group: readonly RunDiagnosis[], names: PointNames): Html {
  const { sweepPoint, seed, code, says } = group[0]!;
  const others = new Set(group.map((it) => it.says)).size > 1;
  return html`<li>
    <p>
      <strong>${names.full(sweepPoint)}</strong>, ${seedsName(group.map((it) => it.seed))} ·
      <code>${code}</code>
    </p>
    <p>${sentence(says)}${others ? ` So seed ${seed}; the others alike.` : ""}</p>
  </li> `;
}
