import type { LiveReader, Reading } from "../contract.ts";
import { find, findAll } from "./elements.ts";
import { percent } from "./words.ts";

/** The digit it reads, and what it makes of each. */
export class Bars {
  readonly #digit: HTMLElement;
  readonly #rows: readonly HTMLElement[];

  constructor(section: HTMLElement) {
    this.#digit = find(section, ".live-digit", HTMLElement);
    this.#rows = findAll(section, ".live-bars tr");
  }

  /** undefined: there is nothing to read. */
  show(reading: Reading | undefined): void {
    this.#digit.textContent = reading === undefined ? "" : digitName(reading.digit);
    for (const [digit, row] of this.#rows.entries()) {
      const value = reading?.probabilities[digit];
      row.classList.toggle("most", digit === reading?.digit);
      const share = value !== undefined && value >= 0 ? value : 0;
      find(row, ".live-bar", HTMLElement).style.width = `${100 * share}%`;
      find(row, ".number", HTMLElement).textContent = value === undefined ? "" : percent(value);
    }
  }
}

const digitName = (digit: number) => (digit < 0 ? "?" : String(digit));

/** "It reads a 3, with probability 98.2 %; next a 5, 1.1 %." */
export function readingSentence(
  { digit, probabilities }: Reading,
  { isSoftmax }: LiveReader,
): string {
  if (digit < 0) return "Its outputs are no numbers.";
  const [first, second] = Array.from(probabilities, (value, it) => ({ value, digit: it })).toSorted(
    (a, b) => b.value - a.value,
  );
  const name = isSoftmax ? "with probability" : "with output";
  return `It reads a ${digit}, ${name} ${percent(first!.value)}; next comes ${second!.digit}, ${percent(second!.value)}.`;
}
