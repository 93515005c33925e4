import type { Run } from "@gradlab/schema";
import type { Spec } from "vega";
import type { TopLevelSpec } from "vega-lite";
import { compileChart } from "../charts/compile.ts";
import { charts } from "../charts/index.ts";
import type { ChartKey } from "../charts/panels.ts";
import { chartKey } from "./chart-key.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { inlineJson } from "./inline.ts";

interface Meta {
  readonly key?: ChartKey;
  /** Panels keep their height; else its ratio to their width. */
  readonly fixedHeight?: boolean;
}

type Child = TopLevelSpec & { title?: string; width: number; height: number };

/** The charts that apply to a run, each a figure with its Vega spec beside it. */
export function chartFigures(run: Run, id: string): Html[] {
  return Object.entries(charts).flatMap(([name, chart]) => {
    const spec = chart(run);
    return spec === undefined ? [] : [figure(spec, `${id}-${name}`)];
  });
}

/** Title, subtitle and key become text of the page, where they wrap and can be selected. */
export function figure({ title, description, usermeta, ...rest }: TopLevelSpec, id: string): Html {
  const { text, subtitle } = title as { text: string; subtitle?: string[] };
  const { key, fixedHeight = false } = (usermeta ?? {}) as Meta;
  return html`<figure id="${id}">
    <figcaption>
      <h3>${text}</h3>
      ${(subtitle ?? []).filter(Boolean).map((line) => html`<p>${line}</p>`)}
    </figcaption>
    ${chartKey(key)}
    ${
      "concat" in rest
        ? panels(rest.concat as Child[], description!, id, fixedHeight ? 0 : (rest.columns ?? 4))
        : plot(rest as TopLevelSpec, description!, id)
    }
  </figure> `;
}

function plot(spec: TopLevelSpec, description: string, id: string, ratio?: number): Html {
  const { vega } = compileChart(spec);
  if (ratio !== undefined) keepRatio(vega, ratio);
  return html`<div
      class="chart"
      role="img"
      aria-label="${description}"
      data-spec="${id}-spec"
    ></div>
    ${inlineJson(`${id}-spec`, vega)}`;
}

/** Small multiples: the page's grid lays them out, each as wide as its place. */
function panels(all: readonly Child[], description: string, id: string, columns: number): Html {
  const fixed = columns === 0;
  const layout = fixed
    ? "rows"
    : all.length === 1
      ? "most-1 single"
      : `most-${Math.min(all.length, columns)}`;
  return html`<div class="panels ${layout}" role="group" aria-label="${description}">
    ${all.map(({ title, width, height, ...child }, i) => {
      const spec = {
        ...child,
        width: "container",
        height,
      } as TopLevelSpec;
      return html`<div class="panel">
        ${title ? html`<p>${title}</p>` : undefined}
        ${plot(spec, title || description, `${id}-${i + 1}`, fixed ? undefined : height / width)}
      </div> `;
    })}
  </div>`;
}

/** About what the labels and the title of a vertical axis take. */
const axisWidth = 48;

/** From the container's width: following the plot's own, layout might never come to rest. */
function keepRatio(vega: Spec, ratio: number): void {
  delete vega.height;
  const update = `round(max(80, containerSize()[0] - ${axisWidth}) * ${ratio})`;
  const height = { name: "height", init: update, on: [{ events: "window:resize", update }] };
  vega.signals = [...(vega.signals ?? []), height];
}
