import path from "node:path";
import type { Fallback } from "./machine-fonts.ts";

const mostLetters = 40;

/** What is to be known of pictures whose letters the bundled font lacks: said once, for all of them. */
export class LettersNotice {
  readonly #found = new Set<string>();
  readonly #lacking = new Set<string>();
  readonly #fonts = new Set<string>();

  note({ letters, fonts, lacking }: Fallback): void {
    for (const it of letters) (lacking.includes(it) ? this.#lacking : this.#found).add(it);
    for (const { file } of fonts) this.#fonts.add(path.basename(file));
  }

  lines(): string[] {
    const fonts = [...this.#fonts].join(", ");
    return [
      ...(this.#found.size === 0
        ? []
        : [
            `the bundled font lacks: ${listed(this.#found)}; drawn in ${fonts} of this machine: elsewhere these PNG files may be other bytes`,
          ]),
      ...(this.#lacking.size === 0
        ? []
        : [
            `no font of this machine has: ${listed(this.#lacking)}; boxes stand for them in PNG files\n` +
              "Install a font that has them, or use --svg: the fonts of its reader draw it.",
          ]),
    ];
  }
}

function listed(letters: ReadonlySet<string>): string {
  const more = letters.size - mostLetters;
  const some = [...letters].slice(0, mostLetters).join(" ");
  return more > 0 ? `${some} and ${more} more` : some;
}
