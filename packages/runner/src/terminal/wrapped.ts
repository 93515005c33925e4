import { stripVTControlCharacters } from "node:util";

/** Where something is read off a terminal and not by a program. */
export const widthOf = (stream: NodeJS.WriteStream) =>
  stream.isTTY && stream.columns > 0 ? stream.columns : Infinity;

/** Every line broken between words where it is wider than that, what follows indented by four more. */
export const wrapped = (text: string, width: number) =>
  text
    .split("\n")
    .map((line) => wrappedLine(line, width))
    .join("\n");

function wrappedLine(line: string, width: number): string {
  if (line.length <= width) return line;
  const [indent = ""] = /^ */.exec(line) ?? [];
  const lines: string[] = [];
  let current = indent;
  let isEmpty = true;
  for (const word of line.slice(indent.length).split(" ")) {
    const longer = isEmpty ? current + word : `${current} ${word}`;
    if (isEmpty || stripVTControlCharacters(longer).length <= width) {
      current = longer;
    } else {
      lines.push(current.trimEnd());
      current = `${indent}    ${word}`;
    }
    isEmpty = false;
  }
  return [...lines, current].join("\n");
}
