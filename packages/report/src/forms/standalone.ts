import type { TopLevelSpec } from "vega-lite";
import { ink, muted, settleColours, surface } from "../charts/colours.ts";
import type { ChartKey } from "../charts/panels.ts";
import { theme } from "../charts/theme.ts";
import { fontFamily, wrapped } from "./font.ts";
import { sameOnEveryEngine } from "./settled-number.ts";
import { keyView } from "./key-view.ts";

export type Scheme = "light" | "dark";

interface Chart {
  readonly title: { readonly text: string; readonly subtitle?: readonly string[] };
  readonly description: string;
  readonly usermeta?: { readonly key?: ChartKey; readonly fixedHeight?: boolean };
  readonly concat?: readonly Panel[];
  readonly columns?: number;
}

interface Panel {
  readonly title?: string;
  readonly width: number;
  readonly height: number;
}

/** Of a plot. */
export const chartWidth = 620;
const width = chartWidth;
const [titleSize, subtitleSize] = [16, 12];
const schema = "https://vega.github.io/schema/vega-lite/v6.json";

/** A chart as it is outside the page, where nothing stands around it: with title, key, size and colours. */
export function standalone(chart: TopLevelSpec, scheme: Scheme): TopLevelSpec {
  const { title, description, usermeta = {}, ...body } = chart as unknown as Chart;
  const { key, fixedHeight = false } = usermeta;
  const view = body.concat === undefined ? plot(body) : panels(body, fixedHeight);
  const hasKey = key !== undefined && key.items.length > 0;
  const subtitle = (title.subtitle ?? []).flatMap((it) => wrapped(it, width, subtitleSize));
  const whole = {
    $schema: schema,
    title: {
      text: wrapped(title.text, width, titleSize),
      ...(subtitle.length > 0 && { subtitle }),
      fontSize: titleSize,
      fontWeight: 600,
      subtitleFontSize: subtitleSize,
      subtitleLineHeight: 17,
      subtitlePadding: 6,
      offset: 14,
    },
    description,
    ...(hasKey ? { spacing: 14, vconcat: [keyView(key, width), view] } : view),
    config: {
      ...theme,
      font: fontFamily,
      background: surface,
      padding: 14,
      title: { ...theme.title, color: ink, subtitleColor: muted, fontSize: 12, fontWeight: 500 },
    },
  };
  const text = settleColours(JSON.stringify(whole), scheme);
  return JSON.parse(text.replaceAll("containerSize()[0]", String(width)), settled) as TopLevelSpec;
}

/** A name may hold what no SVG may; the last digits of a power or logarithm differ by engine. */
function settled(_key: string, value: unknown): unknown {
  if (typeof value === "number") return sameOnEveryEngine(value);
  return typeof value === "string"
    ? value.toWellFormed().replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, "\uFFFD")
    : value;
}

/** Without what the page's slider smooths. */
function plot(body: object): object {
  const { params: _, ...spec } = body as { params?: unknown; layer: Layer[] };
  const layer = spec.layer
    .filter(({ data }) => data?.name !== "smoothed")
    .map(({ mark, ...rest }) => ({ ...rest, mark: { ...mark, opacity: steady(mark.opacity) } }));
  return { ...spec, width, layer };
}

interface Layer {
  readonly data?: { readonly name?: string };
  readonly mark: { readonly opacity?: unknown };
}

const steady = (opacity: unknown) => (typeof opacity === "object" ? undefined : opacity);

const axisWidth = 50;
const spacing = 24;
const [mostBeside, highest] = [3, 400];

/** Small multiples: as many side by side as fit, each with its ratio. */
function panels({ concat = [], columns = mostBeside, ...body }: Partial<Chart>, fixed: boolean) {
  if (fixed) return { ...body, columns: 1, concat: concat.map((it) => ({ ...it, width })) };
  const n = concat.length;
  const beside = Math.min(columns, n === 4 ? 2 : mostBeside, n);
  const room = Math.floor((width + axisWidth - spacing * (beside - 1)) / beside - axisWidth);
  return {
    ...body,
    spacing,
    columns: beside,
    concat: concat.map(({ title = "", ...it }) => {
      const ratio = it.height / it.width;
      const wide = Math.min(room, Math.round(highest / ratio));
      return {
        ...it,
        title: wrapped(title, wide + axisWidth / 2, subtitleSize),
        width: wide,
        height: Math.round(wide * ratio),
      };
    }),
  };
}
