import { execFileSync } from "node:child_process";
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/**
 * Writes `dist/` of the package in the current folder: what npm gets, as Node runs no TypeScript below
 * node_modules. Laid out as `src/`, so that what a file reads beside itself is beside it there too.
 */
const [source, built] = ["src", "dist"];

rmSync(built, { recursive: true, force: true });
execFileSync("tsc", ["-b", ...process.argv.slice(2)], { stdio: "inherit" });
for (const file of globSync(`${source}/**/*.ts`)) restoreGlobals(file);
for (const file of globSync(`${source}/**/*.*`, { exclude: ["**/*.ts", "**/tsconfig*"] }))
  copy(file);

/**
 * Global types, which a file has by `import type {}`, are left out of its declarations. For others
 * `types/` says them again, in a way that bears their having them already.
 */
function restoreGlobals(file: string): void {
  const imports = readFileSync(file, "utf8").matchAll(/^import type \{\} from "\.\/(.*)\.ts";$/gm);
  for (const [, name] of imports) {
    const declarations = inBuilt(file).replace(/\.ts$/, ".d.ts");
    const path = relative(dirname(declarations), `types/${name}.d.ts`);
    const reference = `/// <reference path="${path}" />\n`;
    writeFileSync(declarations, reference + readFileSync(declarations, "utf8"));
  }
}

/** Pictures, styles and templates as they are; JavaScript with the imports that the compiler's output has. */
function copy(file: string): void {
  const target = inBuilt(file);
  mkdirSync(dirname(target), { recursive: true });
  const isScript = /\.m?js$/.test(file);
  writeFileSync(target, isScript ? withoutTs(readFileSync(file, "utf8")) : readFileSync(file));
}

function withoutTs(script: string): string {
  return script.replaceAll(/((?:from |import\(|import )"\.[^"]*)\.ts"/g, '$1.js"');
}

function inBuilt(file: string): string {
  return join(built, file.slice(source.length));
}
