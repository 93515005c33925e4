import { readFileSync } from "node:fs";
import { inlineScript } from "./inline.ts";
import type { Inline } from "./inline.ts";
import { packedScript } from "./packed.ts";

const folderOf = (name: string) => new URL(".", import.meta.resolve(name));
const read = (file: URL) =>
  readFileSync(file, "utf8").replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n");

/** Each after those that it imports from. */
const modules = [
  "unpack",
  "tooltip",
  "mistakes",
  "pictures",
  "charts",
  "smoothed",
  "smoothing",
  "print",
  "views",
  "find",
  "scheme",
  "start",
];

/** What the page does, from the modules in `in-page/`. */
export function pageScript(served: boolean): Inline {
  const bodies = [...modules, ...(served ? ["follow"] : [])].map((name) =>
    read(new URL(`in-page/${name}.js`, import.meta.url))
      .replace(/^import .*;\n/gm, "")
      .replace(/^export /gm, ""),
  );
  return inlineScript(`(() => {\n"use strict";\n${bodies.join("\n")}})();\n`);
}

/** Before anything is shown: with scripts one view at a time, without them all. */
export const earlyScript = (): Inline =>
  inlineScript('document.documentElement.classList.add("scripted");');

let vega: Inline | undefined;

/** Vega and its interpreter, which needs no eval: unpacked when the first chart is drawn. */
export function vegaScript(): Inline {
  vega ??= packedScript(
    "vega",
    `${read(new URL("vega.min.js", folderOf("vega")))}\n${interpreter()}`,
  );
  return vega;
}

/** The interpreter is published as a module only: its import and export become plain names. */
function interpreter(): string {
  const module = read(new URL(import.meta.resolve("vega-interpreter")));
  const imports = /^import (\{[^}]*\}) from 'vega-util';$/m;
  const exports = /^export \{ (\w+) as expressionInterpreter \};$/m;
  if (!imports.test(module) || !exports.test(module)) {
    throw new Error("vega-interpreter is not laid out as this version of the page expects");
  }
  const body = module.replace(imports, "const $1 = vega;").replace(exports, "return $1;");
  return `const expressionInterpreter = (() => {\n${body}})();\n`;
}
