import { firstSamples, pixelScales, sparseImages, type PixelScale } from "@gradlab/models";
import { UserError } from "@gradlab/schema/mistake";
import { loadData, type DataHost } from "../data.ts";
import type { TrainedNet } from "./find-net.ts";

/** How the net's inputs come from bytes; some scales are those of the set that it was trained on. */
export async function pixelScaleOf(
  { config, trial, name }: TrainedNet,
  host: DataHost,
): Promise<PixelScale> {
  const scale = pixelScales[config.train.pixels];
  if (config.train.pixels !== "standardised") {
    return scale(sparseImages(new Uint8Array(), new Uint8Array()));
  }
  const { record, training } = await loadData(
    trial.dataset.standsInFor ? "digits" : config.dataset,
    host,
  );
  if (record.checksum !== trial.dataset.checksum) {
    throw new UserError(
      `other data: ${name} standardises its pixels by the set it was trained on, ${trial.dataset.name} ` +
        `${trial.dataset.checksum.slice(0, 8)}; found ${record.name} ${record.checksum.slice(0, 8)}`,
    );
  }
  const { train } = await training();
  return scale(firstSamples(train, config.train.samples ?? Infinity));
}
