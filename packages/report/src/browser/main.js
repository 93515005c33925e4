import { openKernels } from "./kernels.ts";
import { readNet } from "./net-bytes.ts";
import { NetReader } from "./reader.ts";
import { readSamples } from "./samples-bytes.ts";
import { showSection } from "./section/show.ts";
import { unpackBytes } from "./unpack-bytes.js";

// The one place where the net, typed for Node, meets the section, typed for a browser.

const section = document.getElementById("live");

async function start() {
  const [netBytes, wasm] = await Promise.all([
    unpackBytes("live/net"),
    unpackBytes("live/kernels"),
  ]);
  const net = readNet(netBytes);
  const { precision, model, checkpoints } = net;
  const samples = document.getElementById("live/samples")
    ? readSamples(await unpackBytes("live/samples"), { ...model, precision }, checkpoints.length)
    : undefined;
  showSection(section, new NetReader(net, openKernels(wasm, precision), samples));
}

/** When it is first seen: the page's other views wait for nothing here. */
const watch = new IntersectionObserver((entries) => {
  if (!entries.some((it) => it.isIntersecting)) return;
  watch.disconnect();
  start().catch((error) => {
    section.dataset.state = "failed";
    console.error(error);
  });
});
watch.observe(section);
