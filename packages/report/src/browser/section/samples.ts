import type { LiveReader, Sample } from "../contract.ts";
import { find } from "./elements.ts";

/** The test images, one after the other by the arrow keys; undefined where there are none. */
export function sampleSlider(
  section: HTMLElement,
  reader: LiveReader,
  choose: (sample: Sample) => void,
): { first(): void; none(): void } | undefined {
  const { samples } = reader;
  if (samples.length === 0) return undefined;
  const slider = find(section, ".live-samples input", HTMLInputElement);
  const output = find(section, ".live-samples output", HTMLElement);
  const take = () => {
    const i = Number(slider.value) - 1;
    const { label } = samples[i]!;
    output.textContent = `: ${i + 1} of ${samples.length}, labelled ${label}`;
    slider.setAttribute("aria-valuetext", `test image ${i + 1}, a ${label}`);
    choose(samples[i]!);
  };
  slider.addEventListener("input", take);
  const next = find(section, ".live-misread", HTMLButtonElement);
  next.addEventListener("click", () => {
    const from = Number(slider.value);
    const order = samples.map((_, i) => (from + i) % samples.length);
    const misread = order.find((i) => reader.read(samples[i]!.picture).digit !== samples[i]!.label);
    if (misread === undefined) {
      output.textContent = `: all ${samples.length} are read right`;
      return;
    }
    slider.value = String(misread + 1);
    take();
  });
  const none = () => {
    output.textContent = "";
  };
  return { first: take, none };
}
