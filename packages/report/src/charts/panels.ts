import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { pointNames } from "../sweep/names.ts";
import type { Layer } from "./layer.ts";
import { everyNth } from "./every-nth.ts";
import { pointColours } from "./point-colours.ts";

/** What a colour or a mark stands for. */
export interface KeyItem {
  readonly says: string;
  readonly colour: string;
  readonly mark: "line" | "dashed" | "dotted" | "dot" | "square" | "cross";
}

/** The key of a chart: it stands above the plot as text of the page, where it wraps. */
export interface ChartKey {
  readonly title?: string;
  readonly items: readonly KeyItem[];
}

/** One panel: its plot keeps the ratio height / width. */
export interface Panel {
  readonly title: string;
  readonly ratio: number;
  readonly layer: Layer[];
}

interface PanelsChart {
  readonly title: string;
  readonly subtitle: readonly string[];
  readonly description: string;
  readonly key?: ChartKey | undefined;
  /** At most so many side by side. */
  readonly most?: number;
  readonly panels: readonly Panel[];
}

const panelWidth = 200;
const mostPanels = 24;
const mostInKey = 24;
const fewInKey = 8;

/** Small multiples: the page lays them out by its width, any other reader in columns. */
export function panelsSpec(chart: PanelsChart): TopLevelSpec {
  const most = Math.min(chart.most ?? 4, chart.panels.length);
  const all = chart.panels.length;
  const cut =
    all > mostPanels ? [`The first ${mostPanels} of ${all.toLocaleString("en-US")}.`] : [];
  return {
    title: { text: chart.title, subtitle: [...chart.subtitle, ...cut] },
    description: chart.description,
    usermeta: { key: chart.key },
    columns: most,
    concat: chart.panels.slice(0, mostPanels).map(({ title, ratio, layer }) => ({
      title,
      width: panelWidth,
      height: Math.round(panelWidth * ratio),
      layer,
    })),
  } as TopLevelSpec;
}

/** Each sweepPoint that is drawn, in its colour; none where there is one. */
export function pointKeyOf(
  run: Run,
  drawn: Iterable<string>,
  mark: KeyItem["mark"] = "line",
): ChartKey | undefined {
  const shown = new Set(drawn);
  const { domain, range } = pointColours(run);
  if (domain.length < 2) return undefined;
  const all = domain.flatMap((says, i) =>
    shown.has(says) ? [{ says, colour: range[i]!, mark }] : [],
  );
  const items = all.length <= mostInKey ? all : everyNth(all, fewInKey);
  const axis = pointNames(run).axis;
  const title =
    items.length < all.length ? `${axis} (${items.length} of ${all.length})`.trim() : axis;
  return title === "" ? { items } : { title, items };
}
