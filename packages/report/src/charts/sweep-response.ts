import { valueName, type Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { pathName } from "../sweep/names.ts";
import { sweepPoints, sweptPaths } from "../sweep/points.ts";
import { first, ink, second, surface, warning } from "./colours.ts";
import { bestNote } from "./best-note.ts";
import { bestPlace } from "./best-place.ts";
import { accuracyDomain, logTicks, percentFormat } from "./domains.ts";
import type { Layer } from "./layer.ts";
import { accuracyExtent, measuresAccuracy, responseRows } from "./response-rows.ts";
import { isLogSweep, sweepDomain } from "./sweep-scale.ts";
import { pointsNote } from "./points-note.ts";

/** More points than these stand in each other's way: they are small then, and the axis has its own ticks. */
const mostApart = 40;
const cross = "M-.5,-.5L.5,.5M.5,-.5L-.5,.5";
const splits = { "test.accuracy": "test split", "train.accuracy": "train split" };

/** Accuracy after training over the one numeric axis that was swept. */
export function sweepResponse(run: Run): TopLevelSpec | undefined {
  const swept = sweptPaths(run);
  const [path] = swept;
  if (path === undefined || swept.length > 1) return undefined;
  if (!measuresAccuracy(run)) return undefined;
  if (!sweepPoints(run).every((point) => typeof point[path] === "number")) return undefined;

  const rows = responseRows(run, splits).map(({ sweepPoint, ...row }) => ({
    ...row,
    x: sweepPoint[path] as number,
  }));
  const measuredRows = rows.filter((row) => row.mean !== null);
  const xs = [...new Set(rows.map((row) => row.x))].toSorted((a, b) => a - b);
  const log = isLogSweep(xs);
  const crowded = xs.length > mostApart;
  const axis = pathName(path, swept);
  const domain = accuracyDomain(accuracyExtent(measuredRows));
  const diverged = rows
    .filter((row) => row.split === splits["test.accuracy"])
    .filter((row) => row.mean === null || row.trouble !== "")
    .map((row) => ({
      ...row,
      word: row.trouble.replace(/ trials?| \(.*?\)/g, "") || "not measured",
    }));
  const tested = measuredRows.filter((row) => row.split === splits["test.accuracy"]);
  const highest = tested.reduce<(typeof rows)[number] | undefined>(
    (a, b) => (a === undefined || b.mean! > a.mean! ? b : a),
    undefined,
  );
  const bests = tested.filter(({ meanText }) => meanText === highest?.meanText);
  const best = tested.length > 1 && bests.length > 1 ? undefined : highest;
  const shownSplits = Object.values(splits).filter((it) =>
    measuredRows.some(({ split }) => split === it),
  );
  const legend = shownSplits.length < 2 ? null : { title: null };
  const axisTitle = shownSplits.length === 1 ? `accuracy, ${shownSplits[0]}` : "accuracy";

  const xDomain = sweepDomain(xs, log);
  const x = {
    field: "x",
    type: "quantitative" as const,
    scale: { domain: xDomain, nice: false, ...(log ? { type: "log" as const } : { zero: false }) },
    axis: {
      title: log ? `${axis} (log scale)` : axis,
      format: ".5~g",
      ...(crowded ? (log ? { values: logTicks(xDomain) } : { tickCount: 8 }) : { values: xs }),
    },
  };
  const yScale = { domain, nice: false, zero: false, clamp: true };
  const y = {
    field: "mean",
    type: "quantitative" as const,
    scale: yScale,
    axis: { title: axisTitle, format: percentFormat(domain), tickCount: 6 },
  };
  const color = {
    field: "split",
    type: "nominal" as const,
    scale: { domain: Object.values(splits), range: [first, second] },
    legend,
  };
  // A little apart, for the two splits often lie on each other.
  const ofSplit = (split: string): Layer[] => {
    const xOffset = crowded ? 0 : split === splits["test.accuracy"] ? -3 : 3;
    const transform = [{ filter: { field: "split", equal: split } }];
    return [
      { transform, mark: { type: "line", strokeWidth: 2, xOffset }, encoding: { x, y, color } },
      {
        transform: [...transform, { filter: "isValid(datum.low)" }],
        mark: { type: "rule", strokeWidth: 1.5, clip: true, xOffset },
        encoding: {
          x,
          y: { field: "low", type: "quantitative", scale: yScale },
          y2: { field: "high" },
          color,
        },
      },
      {
        transform,
        mark: {
          type: "point",
          filled: true,
          opacity: 1,
          size: crowded ? 12 : 70,
          stroke: surface,
          strokeWidth: crowded ? 0 : 1.5,
          xOffset,
        },
        encoding: {
          x,
          y,
          color,
          shape: {
            field: "split",
            type: "nominal",
            scale: { domain: Object.values(splits), range: ["circle", "square"] },
            legend,
          },
          tooltip: [
            { field: "name", title: "trials" },
            { field: "split", title: "split" },
            { field: "meanText", title: "mean" },
            { field: "intervalText", title: "95 % interval" },
            { field: "trouble", title: "trouble" },
          ],
        },
      },
    ];
  };
  const onAxis = (value: number) => (log ? Math.log(value) : value);
  const [from, to] = [onAxis(xDomain[0]), onAxis(xDomain[1])];
  const bestLabel = (row: NonNullable<typeof best>): Layer => {
    const share = (value: number) => (onAxis(value) - from) / (to - from || 1);
    const place = bestPlace(row, measuredRows, share, domain);
    const isBelow = place.side === "below";
    return {
      data: { values: [{ x: row.x, mean: place.y, label: "best" }] },
      mark: {
        type: "text",
        baseline: isBelow ? "top" : "bottom",
        dy: isBelow ? 12 : -12,
        fontWeight: "bold",
        color: ink,
      },
      encoding: { x, y, text: { field: "label" } },
    };
  };
  // With the axis of its own, for there may be nothing else.
  const atBottom = { datum: domain[0], type: y.type, scale: yScale, axis: y.axis };
  const lost: Layer[] = [
    {
      data: { values: diverged },
      mark: {
        type: "point",
        shape: cross,
        size: 160,
        strokeWidth: 2.5,
        color: warning,
        opacity: 1,
        yOffset: -12,
      },
      encoding: {
        x,
        y: atBottom,
        tooltip: [
          { field: "name", title: "trials" },
          { field: "trouble", title: "trouble" },
        ],
      },
    },
    {
      data: { values: crowded ? [] : diverged },
      mark: { type: "text", align: "left", angle: 270, dx: 24, color: warning },
      encoding: { x, y: atBottom, text: { field: "word" } },
    },
  ];

  return {
    title: {
      text: `Accuracy by ${axis}`,
      subtitle: [
        bestNote(bests, axis, tested.length),
        ...(diverged.length > 0 && crowded
          ? [`${diverged.length} of ${xs.length} have trials that did not complete: ×.`]
          : []),
        pointsNote(run),
      ],
    },
    description: `Test accuracy after training by ${axis}. ${rows
      .filter((row) => row.split === splits["test.accuracy"])
      .map(
        (row) =>
          `${valueName(row.x)}: ${row.mean === null ? row.trouble || "not measured" : row.meanText}`,
      )
      .join("; ")}.${best === undefined ? "" : ` Best at ${valueName(best.x)}.`}`,
    width: "container",
    height: 300,
    data: { values: measuredRows },
    layer: [
      ...shownSplits.toReversed().flatMap(ofSplit),
      ...(best === undefined ? [] : [bestLabel(best)]),
      ...(diverged.length === 0 ? [] : lost),
    ],
  };
}
