import type { Domain } from "./domains.ts";

/** Names at the ends of lines, moved apart so that none covers another. */
export interface EndLabel {
  readonly point: string;
  readonly step: number;
  readonly mean: number;
  readonly labelStep: number;
  readonly labelMean: number;
}

interface Frame {
  readonly domain: Domain;
  readonly log: boolean;
  readonly height: number;
}

const lineHeight = 15;
const mostLabels = 14;
const longestLabel = 12;

/** Undefined when the names do not fit beside the plot: then a legend has to do. */
export function endLabels(
  ends: readonly { point: string; step: number; mean: number }[],
  frame: Frame,
): EndLabel[] | undefined {
  if (ends.length > mostLabels || ends.some(({ point }) => point.length > longestLabel)) {
    return undefined;
  }
  const { toPixel, toValue } = scaleOf(frame);
  const places = ends
    .map((end) => ({ end, wanted: toPixel(end.mean), y: toPixel(end.mean) }))
    .toSorted((a, b) => a.y - b.y);
  for (let i = 1; i < places.length; i++) {
    places[i]!.y = Math.max(places[i]!.y, places[i - 1]!.y + lineHeight);
  }
  let bottom = frame.height;
  for (const place of places.toReversed()) {
    place.y = Math.min(place.y, bottom);
    bottom = place.y - lineHeight;
  }
  const labelStep = Math.max(...ends.map(({ step }) => step));
  return places.map(({ end, y }) => ({ ...end, labelStep, labelMean: toValue(y) }));
}

function scaleOf({ domain: [low, high], log, height }: Frame) {
  const forth = log ? Math.log : (x: number) => x;
  const back = log ? Math.exp : (x: number) => x;
  const span = forth(high) - forth(low);
  return {
    toPixel: (value: number) => height * (1 - (forth(value) - forth(low)) / span),
    toValue: (pixel: number) => back(forth(low) + span * (1 - pixel / height)),
  };
}
