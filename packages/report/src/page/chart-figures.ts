import type { Run } from "@gradlab/schema";
import type { Spec } from "vega";
import type { TopLevelSpec } from "vega-lite";
import type { Before } from "../charts/before.ts";
import { compileChart } from "../charts/compile.ts";
import { charts } from "../charts/index.ts";
import type { ChartKey } from "../charts/panels.ts";
import { perRun } from "../sweep/per-run.ts";
import { chartKey } from "./chart-key.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";

/** A chart with the text around it; what its places draw is packed apart from the text. */
export interface Figure {
  readonly name: string;
  readonly spec: TopLevelSpec;
  readonly element: Html;
  /** id of the element that a chart is drawn in → what is drawn there */
  readonly drawn: Readonly<Record<string, Spec>>;
}

interface Meta {
  readonly key?: ChartKey;
  /** Panels keep their height; else its ratio to their width. */
  readonly fixedHeight?: boolean;
  /** Its lines can be smoothed. */
  readonly smooth?: boolean;
}

type Child = TopLevelSpec & { title?: string; width: number; height: number };

/** The charts that apply to a run. */
export function chartFigures(run: Run, id: string): readonly Figure[] {
  const figures = figuresOf(run);
  let found = figures.get(id);
  if (found === undefined) {
    found = makeFigures(run, id, undefined);
    figures.set(id, found);
  }
  return found;
}

/** The same charts with another run's lines in them. */
export const chartFiguresAgainst = (run: Run, before: Before, id: string): readonly Figure[] =>
  makeFigures(run, id, before);

const makeFigures = (run: Run, id: string, before: Before | undefined): Figure[] =>
  Object.entries(charts).flatMap(([name, chart]) => {
    const spec = chart(run, before);
    return spec === undefined ? [] : [figure(spec, name, `${id}/${name}`)];
  });

/** By id: `report --watch` makes the page anew whenever one run of many is new. */
const figuresOf = perRun(() => new Map<string, readonly Figure[]>());

const merged = new WeakMap<readonly Figure[], Figure["drawn"]>();

/** What all of these figures draw. */
export function drawnBy(figures: readonly Figure[]): Figure["drawn"] {
  let all = merged.get(figures);
  if (all === undefined) {
    all = Object.assign({}, ...figures.map(({ drawn }) => drawn)) as Figure["drawn"];
    merged.set(figures, all);
  }
  return all;
}

/** Title, subtitle and key become text of the page, where they wrap and can be selected. */
export function figure(whole: TopLevelSpec, name: string, id: string): Figure {
  const { title, description: all, usermeta, ...rest } = whole;
  const description = aloud(all!);
  const { text, subtitle } = title as { text: string; subtitle?: string[] };
  const { key, fixedHeight = false, smooth = false } = (usermeta ?? {}) as Meta;
  const places =
    "concat" in rest
      ? panels(rest.concat as Child[], description, id, fixedHeight ? 0 : (rest.columns ?? 4))
      : plot(rest as TopLevelSpec, description, `${id}/1`);
  const element = html`<figure id="${id}">
    <figcaption>
      <h3>${text}</h3>
      ${(subtitle ?? []).filter(Boolean).map((line) => html`<p>${line}</p>`)}
    </figcaption>
    ${smooth ? smoothingSlider() : undefined} ${chartKey(key)} ${places.element}
  </figure> `;
  return { name, spec: whole, element, drawn: places.drawn };
}

const mostParts = 24;

/** A description as far as anyone listens. */
function aloud(description: string): string {
  const parts = description.split("; ");
  if (parts.length <= mostParts) return description;
  return `${parts.slice(0, mostParts).join("; ")}; and ${parts.length - mostParts} more.`;
}

const smoothingSlider = () =>
  html`<div class="controls">
    <label class="smoothing"
      >Smoothing
      <input type="range" min="0" max="0.98" step="0.02" value="0" autocomplete="off" />
      <output>0.00</output></label
    >
  </div>`;

type Places = Pick<Figure, "element" | "drawn">;

function plot(spec: TopLevelSpec, description: string, id: string, ratio?: number): Places {
  const vega = silent(compileChart(spec).vega);
  if (ratio !== undefined) keepRatio(vega, ratio);
  return {
    element: html`<div class="chart" role="img" id="${id}" aria-label="${description}"></div>`,
    drawn: { [id]: vega },
  };
}

/** The place of a chart has a description of the whole; its marks and axes say nothing by themselves. */
function silent<Scope extends Pick<Spec, "marks" | "axes" | "legends">>(scope: Scope): Scope {
  for (const it of [...(scope.axes ?? []), ...(scope.legends ?? [])]) it.aria = false;
  for (const mark of scope.marks ?? []) {
    mark.aria = false;
    if (mark.type === "group") silent(mark);
  }
  return scope;
}

/** Small multiples: the page's grid lays them out, each as wide as its place. */
function panels(all: readonly Child[], description: string, id: string, columns: number): Places {
  const fixed = columns === 0;
  const layout = fixed
    ? "rows"
    : all.length === 1
      ? "most-1 single"
      : `most-${Math.min(all.length, columns)}`;
  const places = all.map(({ title, width, height, ...child }, i) => ({
    title,
    ...plot(
      { ...child, width: "container", height } as TopLevelSpec,
      title || description,
      `${id}/${i + 1}`,
      fixed ? undefined : height / width,
    ),
  }));
  return {
    element: html`<div class="panels ${layout}" role="group" aria-label="${description}">
      ${places.map(
        ({ title, element }) =>
          html`<div class="panel">${title ? html`<p>${title}</p>` : undefined} ${element}</div> `,
      )}
    </div>`,
    drawn: Object.assign({}, ...places.map(({ drawn }) => drawn)) as Places["drawn"],
  };
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
