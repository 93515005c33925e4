import type { LiveReader } from "../contract.ts";
import { find } from "./elements.ts";

/** Holds what this browser computes for the test images against Node's bits, by the checkpoint in use. */
export function showProof(section: HTMLElement, reader: LiveReader): void {
  if (reader.samples.length === 0) return;
  const { samples, equal, right } = reader.prove();
  const line = find(section, ".live-equal", HTMLElement);
  line.textContent = `${equal} of ${samples} predictions equal Node’s, bit for bit`;
  line.classList.toggle("pass", equal === samples);
  line.classList.toggle("fail", equal !== samples);
  const kernels =
    reader.computedBy === "wasm"
      ? "core’s SIMD kernels, as compiled for training"
      : "core’s plain kernels, as this browser cannot use the SIMD ones";
  find(section, ".live-proof .source", HTMLElement).textContent =
    `Computed here just now by ${kernels}, in ${reader.precision}, for ${samples} images of the test split, ` +
    `of which ${right} are read right at this step. The params of the last step are those that training ` +
    "left, bit for bit; those of earlier steps are rounded to 8 bits a weight, for Node as for this page.";
}
