import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { measured, isOfHundred, unitOf } from "../numbers.ts";
import type { Against } from "../results/compared.ts";
import { metricName } from "../sweep/metric-name.ts";
import { pointNames } from "../sweep/names.ts";
import { comparedMetrics, pairsByPoint, pairsOf, valueOf } from "../sweep/pairs.ts";
import { first, muted, second } from "./colours.ts";
import { decades, logDomain, logTicks } from "./domains.ts";
import { extentDomain } from "./line-layers.ts";
import { numberTicks } from "./number-ticks.ts";

const mostMetrics = 3;
const mostRows = 60;
const rowHeight = 34;
const decadesForLog = 2;
const sides = { before: { colour: second, y: -7 }, after: { colour: first, y: 7 } } as const;

/** Every trial that both have: above how it came out before, below how it does now. */
export function pairedTrials(run: Run, against: Against): TopLevelSpec | undefined {
  const pairs = pairsOf(against);
  const points = pairsByPoint(run, pairs).slice(0, mostRows);
  const metrics = comparedMetrics(run, pairs).slice(0, mostMetrics);
  if (metrics.length === 0) return undefined;
  const names = pointNames(run);
  return {
    title: {
      text: "Trial by trial",
      subtitle: [
        `Each dot is a trial; of each sweepPoint those of ${against.before.says} lie above.`,
      ],
    },
    description: `Trials of one sweepPoint and seed, before and now. ${metrics.map((metric) => saysOf(metric)).join(". ")}.`,
    usermeta: {
      fixedHeight: true,
      key: {
        items: [
          { says: against.before.says, colour: second, mark: "dot" },
          { says: "now", colour: first, mark: "dot" },
        ],
      },
    },
    columns: 1,
    concat: metrics.map((metric) => panel(metric)),
  } as TopLevelSpec;

  function rowsOf(metric: string) {
    const unit = unitOf(metric);
    return points.flatMap(([point, its]) =>
      its.flatMap((pair) =>
        (Object.keys(sides) as (keyof typeof sides)[]).flatMap((side) => {
          const value = valueOf(pair[side], metric);
          if (value === undefined) return [];
          const when = side === "before" ? against.before.says : "now";
          return {
            point: names.short(point),
            name: names.full(point),
            seed: pair.seed,
            side,
            when,
            value,
            text: measured(value, unit),
          };
        }),
      ),
    );
  }

  function saysOf(metric: string): string {
    const rows = rowsOf(metric);
    const told = points.map(([point]) => {
      const of = (side: string) =>
        rows
          .filter((row) => row.side === side && row.point === names.short(point))
          .map(({ text }) => text)
          .join(", ");
      return `${names.full(point)}: before ${of("before")}; now ${of("after")}`;
    });
    return `${metricName(metric)}: ${told.join("; ")}`;
  }

  function panel(metric: string) {
    const rows = rowsOf(metric);
    const values = rows.map(({ value }) => value);
    const log = values.every((it) => it > 0) && decades(values) >= decadesForLog;
    const domain = log ? logDomain(values)! : extentDomain(values, 0.06);
    const scale = { domain, nice: false, ...(log ? { type: "log" } : { zero: false }) };
    const fraction = isOfHundred(unitOf(metric));
    return {
      title: metricName(metric),
      width: 420,
      height: rowHeight * points.length + 6,
      layer: (Object.keys(sides) as (keyof typeof sides)[]).map((side) => ({
        data: { values: rows.filter((row) => row.side === side) },
        mark: {
          type: "point",
          filled: true,
          size: 60,
          opacity: 0.8,
          color: sides[side].colour,
          stroke: muted,
          strokeWidth: 0.5,
          yOffset: sides[side].y,
        },
        encoding: {
          y: {
            field: "point",
            type: "nominal",
            scale: { domain: points.map(([point]) => names.short(point)) },
            axis: {
              title: null,
              grid: true,
              labelLimit: { expr: "max(60, containerSize()[0] * 0.36)" },
            },
          },
          x: {
            field: "value",
            type: "quantitative",
            scale,
            axis: {
              title: log ? "log scale" : null,
              grid: false,
              ...numberTicks(fraction && !log ? "~%" : undefined),
              ...(log ? { values: logTicks(domain) } : { tickCount: 4 }),
            },
          },
          tooltip: [
            { field: "name", title: "trials" },
            { field: "seed", title: "seed" },
            { field: "when", title: "of" },
            { field: "text", title: metricName(metric) },
          ],
        },
      })),
    };
  }
}
