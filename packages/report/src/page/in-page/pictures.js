import { offerKinds } from "./mistakes.js";

const firstLetter = "g".charCodeAt(0);
const shortestRun = 2;

/** Levels 0 to 15: a hex digit for each, and a letter from g to z for 2 to 21 zeros in a row. */
function levelsOf(text) {
  return [...text].flatMap((letter) => {
    const run = letter.charCodeAt(0) - firstLetter;
    return run < 0 ? [parseInt(letter, 16)] : Array(run + shortestRun).fill(0);
  });
}

/** Red, green, blue and opacity of a level. Ink is dark on nothing, and inverted by the dark scheme. */
const shades = {
  ink: (level) => [0x1f, 0x23, 0x28, level * 17],
  signed: (level) => {
    const step = level > 7 ? level - 16 : level;
    const colour = step < 0 ? [0x2a, 0x93, 0xcf] : [0xe8, 0x77, 0x2e];
    return [...colour, Math.min(255, Math.round((255 * Math.abs(step)) / 7))];
  },
};

function canvasOf(image, alt, palette) {
  const levels = levelsOf(image);
  const side = Math.sqrt(levels.length);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", alt);
  const pixels = Uint8ClampedArray.from(levels.flatMap(shades[palette]));
  canvas.getContext("2d").putImageData(new ImageData(pixels, side), 0, 0);
  return canvas;
}

/** Fills each list with its pictures, in their order, once. */
export function drawPictures(galleries) {
  for (const [id, { palette, images, alts, captions, notes, kinds }] of Object.entries(galleries)) {
    const list = document.getElementById(id);
    if (list === null || list.childElementCount > 0) continue;
    for (const [i, image] of images.entries()) {
      const item = document.createElement("li");
      item.append(canvasOf(image, alts[i], palette));
      if (captions !== undefined) {
        const note = document.createElement("span");
        note.textContent = notes[i];
        item.append(captions[i], note);
        item.dataset.kind = kinds[i];
      }
      list.append(item);
    }
    if (kinds !== undefined) offerKinds(list.closest("figure"), kinds);
  }
}
