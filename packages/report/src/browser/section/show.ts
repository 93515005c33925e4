import type { LiveReader, Sample } from "../contract.ts";
import { Bars, readingSentence } from "./bars.ts";
import { find } from "./elements.ts";
import { Pad } from "./pad.ts";
import { onSchemeChange, paletteOf } from "./palette.ts";
import { paintPicture } from "./pixels.ts";
import { showProof } from "./proof.ts";
import { sampleSlider } from "./samples.ts";
import { trainingSlider } from "./training.ts";
import { Units } from "./units.ts";

/** Ties the net to what is drawn, chosen and shown. */
export function showSection(section: HTMLElement, reader: LiveReader): void {
  let palette = paletteOf(section);
  const bars = new Bars(section);
  const units = new Units(section, reader);
  const seen = find(section, ".live-seen", HTMLCanvasElement);
  const status = find(section, ".live-status", HTMLElement);
  let sample: Sample | undefined;
  let isWaiting = false;

  const show = () => {
    isWaiting = false;
    const { picture } = pad;
    const reading = pad.isBlank ? undefined : reader.read(picture);
    bars.show(reading);
    units.show(reading, palette);
    paintPicture(seen, picture, palette);
    seen.setAttribute("aria-label", pad.isBlank ? "Blank" : "The picture in 28 × 28 pixels");
    return reading;
  };
  /** Once a frame, however fast the pen is. */
  const showSoon = () => {
    if (!isWaiting) requestAnimationFrame(show);
    isWaiting = true;
  };
  const showAndSay = () => {
    const reading = show();
    const what = sample ? `Test image, labelled ${sample.label}.` : "Your drawing.";
    pad.describe(reading === undefined ? "Nothing drawn yet" : what);
    status.textContent = reading === undefined ? "" : `${what} ${readingSentence(reading, reader)}`;
  };
  const pad = new Pad(section, palette, {
    changed() {
      leaveSample();
      showSoon();
    },
    ended: showAndSay,
  });

  const choose = (chosen: Sample) => {
    sample = chosen;
    pad.show(chosen.picture);
    showAndSay();
  };
  const samples = sampleSlider(section, reader, choose);
  const leaveSample = () => {
    sample = undefined;
    samples?.none();
  };
  trainingSlider(section, reader, () => {
    showProof(section, reader);
    showAndSay();
  });
  find(section, ".live-clear", HTMLButtonElement).addEventListener("click", () => {
    leaveSample();
    pad.clear();
    showAndSay();
  });
  onSchemeChange(() => {
    palette = paletteOf(section);
    pad.paint(palette);
    show();
  });

  showProof(section, reader);
  section.dataset["state"] = "ready";
  palette = paletteOf(section);
  pad.paint(palette);
  samples?.first();
  if (samples === undefined) show();
}
