import type { Params } from "@gradlab/models";
import { sampleTensors } from "@gradlab/schema";
import type { SummaryValue } from "./event-messages.ts";
import { pngOf } from "./png.ts";

/** Of the images that are kept with a trial's checkpoints, the first of each label; none where none are. */
export function sampleImages(checkpoints: Params): SummaryValue[] {
  const images = checkpoints[sampleTensors.images];
  const labels = checkpoints[sampleTensors.labels];
  if (images === undefined || labels === undefined) return [];
  const features = images.shape[1] ?? 0;
  const side = Math.sqrt(features);
  if (!Number.isInteger(side) || side === 0) return [];
  return [...new Set(labels.data)]
    .toSorted((a, b) => a - b)
    .map((label) => {
      const start = labels.data.indexOf(label) * features;
      const pixels = Uint8Array.from(images.data.subarray(start, start + features));
      const encodedImageString = pngOf(pixels, side);
      return {
        tag: `test_sample/${label}`,
        image: { height: side, width: side, colorspace: 1, encodedImageString },
      };
    });
}
