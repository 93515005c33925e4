import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";

const bins = ["packages/runner/bin/exp.mjs", "packages/report/bin/report.mjs"];
const agents = {
  "npm/11.6.0 node/v26.10.0": "npx exp list, npx report",
  "yarn/1.22.22 npm/? node/v26.10.0": "yarn exp list, yarn report",
  "bun/1.3.0 npm/? node/v26.10.0": "bunx exp list, bunx report",
  "pnpm/12.21.0 npm/? node/v26.10.0": "pnpm exp list, pnpm -s report",
};

/** Where a package manager has put a command whose main says how others are called. */
function installed(bin: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), "gradlab-called-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const home = path.join(folder, "node_modules", "it");
  mkdirSync(home, { recursive: true });
  const imports = { "#main": "./main.js", "#quick-imports": "./main.js" };
  const settings = { type: "module", imports };
  writeFileSync(path.join(home, "package.json"), JSON.stringify(settings));
  const main = 'export const main = () => void console.log("pnpm exp list, pnpm -s report");';
  writeFileSync(path.join(home, "main.js"), main);
  const file = path.join(home, path.basename(bin));
  cpSync(path.join(import.meta.dirname, "..", bin), file);
  return file;
}

test.each(bins)("%s names commands as who installed it calls them", (bin) => {
  const file = installed(bin);
  const said = Object.keys(agents).map((agent) => {
    const env = { ...process.env, npm_config_user_agent: agent };
    return execFileSync(process.execPath, [file], { env, encoding: "utf8" }).trim();
  });
  expect(said).toEqual(Object.values(agents));
});
