import { valueName, type JsonValue, type Run } from "@gradlab/schema";
import { sweepPoints } from "../sweep/points.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { settings as settingsOf } from "../results/settings.ts";

const apart = ["title", "question", "source", "chapter", "sweep", "claims"];

/** The settings, with what the sweep varies marked and where each was set. */
export function configDetails(run: Run): Html {
  const varied = new Map<string, string[]>();
  for (const point of sweepPoints(run)) {
    for (const [path, value] of Object.entries(point)) {
      const values = varied.get(path) ?? [];
      if (!values.includes(valueName(value))) values.push(valueName(value));
      varied.set(path, values);
    }
  }
  const config = Object.fromEntries(
    Object.entries(run.config).filter(([key]) => !apart.includes(key)),
  ) as Record<string, JsonValue>;
  const settings = new Map(settingsOf(config));
  for (const path of varied.keys()) {
    for (const inner of settings.keys()) if (inner.startsWith(`${path}.`)) settings.delete(inner);
    if (!settings.has(path)) settings.set(path, "");
  }
  return html`<details>
    <summary>
      Config${varied.size === 0 ? undefined : ` (varies: ${[...varied.keys()].join(", ")})`}
    </summary>
    <div class="inside">
      <div class="scroll" role="region" tabindex="0" aria-label="Config">
        <table>
          <thead>
            <tr>
              <th scope="col">setting</th>
              <th scope="col">value</th>
              <th scope="col">set by</th>
            </tr>
          </thead>
          <tbody>
            ${[...settings].map(([path, value]) => {
              const values = varied.get(path);
              const origin =
                run.configOrigins[values === undefined ? path : `sweep.${path}`] ??
                run.configOrigins[path];
              return html`<tr>
                <th scope="row"><code>${path}</code></th>
                <td>${values === undefined ? value : html`<mark>${values.join(", ")}</mark>`}</td>
                <td class="muted">${origin ?? "default"}</td>
              </tr> `;
            })}
          </tbody>
        </table>
      </div>
    </div>
  </details>`;
}
