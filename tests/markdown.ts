import { marked, type Tokens } from "marked";

/** What a page tells its reader to type, or to have in a file, in the order of the page. */
export type Piece =
  | { readonly kind: "block"; readonly language: string; readonly note: string; text: string }
  | { readonly kind: "code"; readonly text: string };

/** "```sh no-run: why" has the language sh and the note "no-run: why". */
export function piecesOf(page: string): Piece[] {
  const pieces: Piece[] = [];
  void marked.walkTokens(marked.lexer(page), (token) => {
    if (token.type === "code") {
      const { text, lang = "" } = token as Tokens.Code;
      const [language = "", ...note] = lang.split(" ");
      pieces.push({ kind: "block", language, note: note.join(" "), text });
    }
    if (token.type === "codespan") {
      pieces.push({ kind: "code", text: (token as Tokens.Codespan).text });
    }
  });
  return pieces;
}

export interface Heading {
  readonly depth: number;
  readonly text: string;
  /** As GitHub makes it: what follows # in a link to it. */
  readonly anchor: string;
}

export function headingsOf(page: string): Heading[] {
  return marked
    .lexer(page)
    .filter((token): token is Tokens.Heading => token.type === "heading")
    .map(({ depth, text }) => ({ depth, text, anchor: anchorOf(text) }));
}

const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, "")
    .replaceAll(" ", "-");

/** Where links and images lead, in the order of the page. */
export function addressesOf(page: string): string[] {
  const addresses: string[] = [];
  void marked.walkTokens(marked.lexer(page), (token) => {
    if (token.type === "link" || token.type === "image") {
      addresses.push((token as Tokens.Link | Tokens.Image).href);
    }
  });
  return addresses;
}
