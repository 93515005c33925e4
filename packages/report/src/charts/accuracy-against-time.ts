import { readNumber } from "@gradlab/schema";
import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { duration, measured } from "../numbers.ts";
import { pointNames } from "../sweep/names.ts";
import { sweepPoints, sweptPaths } from "../sweep/points.ts";
import { summaryOf } from "../sweep/summaries.ts";
import { curveRows } from "./curve-rows.ts";
import { intervalText } from "./curve-text.ts";
import { accuracyDomain, logDomain, percentFormat, type Domain } from "./domains.ts";
import { largest, least } from "./extremes.ts";
import { lineLayers } from "./line-layers.ts";
import { namesAtEnds } from "./names-at-ends.ts";
import { pointKeyOf } from "./panels.ts";

const percent = (value: number) => measured(value, "fraction");
const costly = /(^|\.)(batchSize|hidden|optimizer)(\.type)?$/;

/** Of trainings that last longer by this factor than others, those would be a stroke at the edge. */
const mostOnOneScale = 10;

/** Test accuracy by the time that the steps took: steps of different cost on one axis. */
export function accuracyAgainstTime(run: Run): TopLevelSpec | undefined {
  if (!sweptPaths(run).some((path) => costly.test(path))) return undefined;
  const names = pointNames(run);
  const stepMs = new Map(
    sweepPoints(run).flatMap((point) => {
      const value = readNumber(summaryOf(run, "timing.stepMs", point)?.mean ?? null);
      return value !== null && value > 0 && Number.isFinite(value)
        ? [[names.short(point), value] as const]
        : [];
    }),
  );
  const rows = curveRows(run, "evaluation", ["test.accuracy"]).flatMap((row) => {
    const { point, step, mean: y } = row;
    const cost = stepMs.get(point);
    if (cost === undefined || y === null) return [];
    return [{ point, x: (step * cost) / 1000, y, intervalText: intervalText(row, percent) }];
  });
  if (new Set(rows.map(({ x }) => x)).size < 2) return undefined;
  const domain = accuracyDomain(rows.map(({ y }) => y));
  const points = [...stepMs.keys()].filter((it) => rows.some(({ point }) => point === it));
  const times = points.map((point) => rows.findLast((row) => row.point === point)!.x);
  const log = largest(times) > mostOnOneScale * least(times);
  const xs = rows.map(({ x }) => x);
  const axes = {
    x: {
      title: log ? "training time (s, log scale)" : "training time (s)",
      domain: log ? logDomain(xs)! : ([0, largest(xs)] as Domain),
      log,
    },
    y: { title: "test accuracy", domain, format: percentFormat(domain) },
  };
  const atEnds = names.axis === "" ? undefined : namesAtEnds(run, rows, axes);
  return {
    title: {
      text: "Test accuracy by training time",
      subtitle: [
        `Step times the mean time of a step on the machine that ran it; means over seeds.${
          atEnds === undefined ? "" : ` Lines end with their ${names.axis}.`
        }`,
      ],
    },
    description: `Test accuracy by training time. ${points
      .map((point) => {
        const last = rows.findLast((row) => row.point === point)!;
        return `${point}: ${percent(last.y)} after ${duration(last.x * 1000)}`;
      })
      .join("; ")}.`,
    usermeta: { key: atEnds === undefined ? pointKeyOf(run, points) : undefined },
    width: "container",
    height: 300,
    layer: [
      ...lineLayers(run, rows, axes, {
        text: (value) => String(Number(value.toPrecision(4))),
        yText: percent,
      }),
      ...(atEnds === undefined ? [] : [atEnds]),
    ],
  } as TopLevelSpec;
}
