import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { plain } from "../numbers.ts";
import { ink } from "./colours.ts";
import { decades, logDomain } from "./domains.ts";
import { largest } from "./extremes.ts";
import { facetsOf } from "./facets.ts";
import { extentDomain, lineLayers } from "./line-layers.ts";
import { panelsSpec, pointKeyOf } from "./panels.ts";
import { exampleNote, numberAt } from "./table-rows.ts";
import type { PointTable } from "./table-rows.ts";

interface ByLayer {
  readonly title: string;
  readonly subtitle: string;
  readonly column: string;
  readonly what: string;
  readonly log: boolean;
}

/** A number of each layer, from the input on, a line for each sweepPoint. */
export function byLayer(
  run: Run,
  tables: readonly PointTable[],
  { title, subtitle, column, what, log }: ByLayer,
): TopLevelSpec | undefined {
  const lines = tables.map((table) => ({
    ...table,
    rows: table.rows
      .map((row) => ({ point: table.point, x: numberAt(row, "layer"), y: numberAt(row, column) }))
      .filter(({ y }) => Number.isFinite(y) && (!log || y > 0)),
  }));
  const rows = lines.flatMap((line) => line.rows);
  const told = new Set(lines.map(({ rows: its }) => JSON.stringify(its.map(({ x, y }) => [x, y]))));
  const empty = lines.filter(({ rows: its }) => its.length === 0);
  const alike = lines.length > 1 && told.size === 1;
  const values = rows.map(({ y }) => y);
  const layers = [...new Set(rows.map(({ x }) => x))].toSorted((a, b) => a - b);
  const positive = logDomain(values);
  if (layers.length < 2 || positive === undefined) return undefined;
  const useLog = log && decades(values) > 0.7;
  const every = Math.max(1, Math.ceil(layers.length / 10));
  const axes = {
    x: {
      title: "layer, from the input on",
      domain: extentDomain(layers, 0.03),
      values: layers.filter((_, i) => i % every === 0),
      format: "d",
    },
    y: {
      title: useLog ? `${what} (log scale)` : what,
      domain: useLog ? positive : ([0, largest(values) * 1.06] as [number, number]),
      log: useLog,
    },
  };
  const about = {
    title,
    subtitle: [
      [
        subtitle,
        alike ? "The same for all of the sweep." : "",
        empty.length > 0 && empty.length < lines.length
          ? `Nothing above 0, and no line, for ${empty.map(({ point }) => point).join(" and ")}.`
          : "",
        exampleNote(run, tables),
      ]
        .filter(Boolean)
        .join(" "),
    ],
    description: `${title}. ${lines
      .map(({ heading, rows: its }) => {
        const numbers = its.map(({ y }) => plain(Number(y.toPrecision(3))));
        return `${heading || "All trials"}: ${numbers.join(", ") || "nothing above 0"}`;
      })
      .join("; ")}.`,
  };
  const options = { dots: true, text: plain };
  const facets = facetsOf(run);
  if (facets !== undefined && !alike) {
    const { headings, headingOf, lineOf, colours, key } = facets;
    return panelsSpec({
      ...about,
      key,
      most: 3,
      panels: headings.map((heading) => {
        const shown = lines
          .filter(({ sweepPoint }) => headingOf(sweepPoint) === heading)
          .flatMap(({ sweepPoint, rows: its }) =>
            its.map((row) => ({ ...row, point: lineOf(sweepPoint) })),
          );
        return {
          title: heading,
          ratio: 0.9,
          layer: lineLayers(run, shown, axes, { ...options, colours }),
        };
      }),
    });
  }
  return {
    title: { text: about.title, subtitle: about.subtitle },
    description: about.description,
    usermeta: {
      key: alike
        ? undefined
        : pointKeyOf(
            run,
            rows.map(({ point }) => point),
          ),
    },
    width: "container",
    height: 280,
    layer: alike
      ? lineLayers(
          run,
          lines[0]!.rows.map((row) => ({ ...row, point: "all" })),
          axes,
          { ...options, colours: { domain: ["all"], range: [ink] } },
        )
      : lineLayers(run, rows, axes, options),
  } as TopLevelSpec;
}
