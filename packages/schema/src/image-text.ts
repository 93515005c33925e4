// A square picture of 16 levels in a cell of a table: row by row a hex digit for each pixel, and a letter
// from g to z for 2 to 21 zeros in a row.

const shortest = 2;
const longest = 21;
const first = "g".charCodeAt(0);

/** Levels 0 to 15 as text. */
export function imageText(levels: ArrayLike<number>): string {
  let text = "";
  let zeros = 0;
  const flush = () => {
    for (; zeros >= shortest; zeros -= Math.min(zeros, longest)) {
      text += String.fromCharCode(first + Math.min(zeros, longest) - shortest);
    }
    text += "0".repeat(zeros);
    zeros = 0;
  };
  for (let i = 0; i < levels.length; i++) {
    const level = levels[i]!;
    if (level === 0) {
      zeros++;
      continue;
    }
    flush();
    text += level.toString(16);
  }
  flush();
  return text;
}

/** The levels of a square picture; undefined where the text is none. */
export function readImageText(text: string): number[] | undefined {
  if (!/^[0-9a-z]+$/.test(text)) return undefined;
  const levels: number[] = [];
  for (const letter of text) {
    const run = letter.charCodeAt(0) - first;
    if (run < 0) levels.push(Number.parseInt(letter, 16));
    else levels.push(...Array.from({ length: run + shortest }, () => 0));
  }
  return Number.isInteger(Math.sqrt(levels.length)) ? levels : undefined;
}
