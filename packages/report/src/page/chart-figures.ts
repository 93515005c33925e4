import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { compileChart } from "../charts/compile.ts";
import { charts } from "../charts/index.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { inlineJson } from "./inline.ts";

/** The charts that apply to a run, each a figure with its Vega spec beside it. */
export function chartFigures(run: Run, id: string): Html[] {
  return Object.entries(charts).flatMap(([name, chart]) => {
    const spec = chart(run);
    return spec === undefined ? [] : [figure(spec, `${id}-${name}`)];
  });
}

/** Title and subtitle become text of the page, where they wrap and can be selected. */
function figure({ title, description, ...rest }: TopLevelSpec, id: string): Html {
  const { text, subtitle } = title as { text: string; subtitle?: string[] };
  const { vega } = compileChart(rest as TopLevelSpec);
  return html`<figure id="${id}">
    <figcaption>
      <h3>${text}</h3>
      ${(subtitle ?? []).filter(Boolean).map((line) => html`<p>${line}</p>`)}
    </figcaption>
    <div class="chart" role="img" aria-label="${description}" data-spec="${id}-spec"></div>
    ${inlineJson(`${id}-spec`, vega)}
  </figure> `;
}
