import type { Run } from "@gradlab/schema";
import type { Domain } from "./domains.ts";
import type { Layer } from "./layer.ts";
import { channel, type LineAxis, type LineRow } from "./line-layers.ts";
import { pointColours } from "./point-colours.ts";

const longestName = 12;
const most = 8;
/** A plot as small as it gets beside which names are still worth it, and the room of a name in it. */
const plot = { width: 420, height: 300 };
const room = { width: 90, height: 16 };

/** The name of each line at its end, wherever that is; undefined where two would lie on each other. */
export function namesAtEnds(
  run: Run,
  rows: readonly LineRow[],
  axes: { x: LineAxis; y: LineAxis },
): Layer | undefined {
  const ends = [...Map.groupBy(rows, ({ point }) => point).values()].map((line) => line.at(-1)!);
  if (ends.length > most || ends.some(({ point }) => point.length > longestName)) return undefined;
  const places = ends.map(({ x, y }) => ({
    x: shareOf(x, axes.x) * plot.width,
    y: shareOf(y ?? 0, axes.y) * plot.height,
  }));
  const meet = (a: (typeof places)[0], b: (typeof places)[0]) =>
    a !== b && Math.abs(a.x - b.x) < room.width && Math.abs(a.y - b.y) < room.height;
  if (places.some((a) => places.some((b) => meet(a, b)))) return undefined;
  return {
    data: { values: ends },
    mark: { type: "text", align: "left", dx: 6, fontWeight: "bold" },
    encoding: {
      x: channel("x", axes.x),
      y: channel("y", axes.y),
      text: { field: "point" },
      color: { field: "point", type: "nominal", scale: pointColours(run), legend: null },
    },
  };
}

function shareOf(value: number, { domain: [low, high], log }: { domain: Domain; log?: boolean }) {
  const of = log ? Math.log : Number;
  return (of(value) - of(low)) / (of(high) - of(low));
}
