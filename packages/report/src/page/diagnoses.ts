import type { Run } from "@gradlab/schema";
import { pointNames } from "../sweep/names.ts";
import { pointKey } from "../sweep/points.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { sentence } from "./verdicts.ts";

/** What was noticed of the trials: one item for each code and sweepPoint, with its seeds. */
export function diagnosesList(run: Run): Html | undefined {
  if (run.diagnoses.length === 0) return undefined;
  const names = pointNames(run);
  const groups = Map.groupBy(run.diagnoses, (it) => `${it.code} ${pointKey(it.sweepPoint)}`);
  return html`<section class="diagnoses" aria-label="Diagnoses">
    <h3>What was noticed</h3>
    <ul>
      ${[...groups.values()].map((group) => {
        const [{ sweepPoint, code, says }] = group as [Run["diagnoses"][number]];
        const seeds = [...new Set(group.map((it) => it.seed))];
        const others = new Set(group.map((it) => it.says)).size > 1;
        return html`<li>
          <p>
            <strong>${names.full(sweepPoint)}</strong>, ${seeds.length === 1 ? "seed" : "seeds"}
            ${seeds.join(", ")} · <code>${code}</code>
          </p>
          <p>${sentence(says)}${others ? ` So seed ${group[0]!.seed}; the others alike.` : ""}</p>
        </li> `;
      })}
    </ul>
  </section>`;
}
