import type { Run } from "@gradlab/schema";
import { counted } from "../numbers.ts";
import { pointNames } from "../sweep/names.ts";
import { pointKey } from "../sweep/points.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";

const mostOnPaper = 60;

/** Every trial with a link to its file, a row for each sweepPoint. */
export function trialsDetails(run: Run, folder: string): Html {
  const names = pointNames(run);
  const groups = [...Map.groupBy(run.trials, (it) => pointKey(it.sweepPoint)).values()];
  return html`<details${groups.length > mostOnPaper ? html` class="long"` : undefined}>
    <summary>${counted(run.trials.length, "trial")}, each a JSON file</summary>
    <div class="inside">
      <dl class="facts">
        ${groups.map(
          (trials) =>
            html`<dt>${names.full(trials[0]!.sweepPoint)}</dt>
              <dd>
                ${trials.map(
                  ({ seed, file, status }) =>
                    html`<a href="${folder}/trials/${encodeURIComponent(file)}">seed ${seed}</a>${
                        status === "complete" ? undefined : ` (${status})`
                      } `,
                )}
              </dd> `,
        )}
      </dl>
    </div>
  </details>`;
}
