import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { openKernels } from "../browser/kernels.ts";
import type { LiveNet, LiveSamples } from "../browser/live-net.ts";
import { readNet, writeNet } from "../browser/net-bytes.ts";
import { NetReader } from "../browser/reader.ts";
import { writeSamples } from "../browser/samples-bytes.ts";
import { inlineScript } from "../page/inline.ts";
import { packedBytes } from "../page/packed.ts";
import type { View } from "../page/view.ts";
import { browserScript } from "./bundle.ts";
import type { ChosenTrial } from "./choose-trial.ts";
import { liveMarkup } from "./markup.ts";
import { readStoredNet } from "./read-net.ts";

/** The view in which a trained net reads what a visitor draws, computed by the page itself. */
export async function liveView(chosen: ChosenTrial): Promise<View> {
  const { net, samples } = await readStoredNet(chosen);
  const wasm = await readFile(fileURLToPath(import.meta.resolve("@gradlab/core/kernels.wasm")));
  const bytes = writeNet(net);
  const { checkpoints, model } = net;
  return {
    id: "live",
    title: "Draw a digit",
    element: liveMarkup(chosen.trial, {
      checkpoints: checkpoints.length,
      hidden: model.hidden,
      isSoftmax: model.output !== "sigmoid",
      samples: samples?.labels.length ?? 0,
    }),
    data: [
      packedBytes("live/net", bytes),
      packedBytes("live/kernels", wasm),
      ...(samples
        ? [packedBytes("live/samples", writeSamples(computedInNode(readNet(bytes), wasm, samples)))]
        : []),
    ],
    scripts: [inlineScript(await browserScript())],
    compilesWasm: true,
  };
}

/** What the very bytes that the page is given come to in Node. */
function computedInNode(
  net: LiveNet,
  wasm: Uint8Array,
  samples: Pick<LiveSamples, "pictures" | "labels">,
): LiveSamples {
  const reader = new NetReader(net, openKernels(wasm, net.precision), { ...samples, logits: [] });
  const logits = net.checkpoints.map((_, checkpoint) => {
    reader.use(checkpoint);
    return reader.logitsOfSamples();
  });
  return { ...samples, logits };
}
