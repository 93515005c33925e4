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

/** Draws the pictures of each list on its canvases, in their order. */
export function drawPictures(galleries) {
  for (const [id, { palette, images }] of Object.entries(galleries)) {
    const canvases = document.getElementById(id)?.querySelectorAll("canvas") ?? [];
    for (const [i, canvas] of canvases.entries()) {
      const pixels = levelsOf(images[i]).flatMap(shades[palette]);
      const picture = new ImageData(Uint8ClampedArray.from(pixels), canvas.width);
      canvas.getContext("2d").putImageData(picture, 0, 0);
    }
  }
}
