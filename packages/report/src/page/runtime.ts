import { readFileSync } from "node:fs";
import { inlineScript } from "./inline.ts";
import type { Inline } from "./inline.ts";

const folderOf = (name: string) => new URL(".", import.meta.resolve(name));
const read = (file: URL) =>
  readFileSync(file, "utf8").replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n");

/** The scripts of the page: Vega, its interpreter that needs no eval, and ours. */
export function runtimeScripts(): Inline[] {
  return [
    inlineScript(read(new URL("vega.min.js", folderOf("vega")))),
    inlineScript(interpreter()),
    inlineScript(read(new URL("show-charts.js", import.meta.url))),
  ];
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
