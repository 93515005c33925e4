import type { LiveReader } from "../contract.ts";
import { find } from "./elements.ts";
import { percent, steps } from "./words.ts";

/** Moves through the checkpoints of training; nothing where only the end was kept. */
export function trainingSlider(
  section: HTMLElement,
  reader: LiveReader,
  changed: () => void,
): void {
  if (reader.checkpoints.length < 2) return;
  const slider = find(section, ".live-training input", HTMLInputElement);
  const output = find(section, ".live-training output", HTMLElement);
  const take = () => {
    const place = Number(slider.value);
    const { step, testAccuracy } = reader.checkpoints[place]!;
    reader.use(place);
    const last = place === reader.checkpoints.length - 1 ? ", the last" : "";
    output.textContent = `after ${steps(step)}${last}: ${percent(testAccuracy)} of all test images read right`;
    slider.setAttribute("aria-valuetext", output.textContent);
  };
  slider.addEventListener("input", () => {
    take();
    changed();
  });
  take();
}
