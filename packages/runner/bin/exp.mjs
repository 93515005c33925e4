#!/usr/bin/env node
// Plain JavaScript, so that an old Node or a clone without its packages gets a sentence and not a stack.
import { existsSync } from "node:fs";
import module from "node:module";
import { setFlagsFromString } from "node:v8";

/** From npm, and not a clone: there the package manager has seen to the packages, and Node is the user's. */
const isInstalled = import.meta.url.includes("/node_modules/");
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Node is too old: ${process.versions.node}; expected 22.18 or newer.\n` +
      (isInstalled
        ? "Install a newer one: https://nodejs.org"
        : "Run `npx -y pnpm@12 install` and use `npx -y pnpm@12 exp …`: that brings its own Node."),
  );
  process.exit(2);
}
if (!isInstalled && !existsSync(new URL("../node_modules/yargs/package.json", import.meta.url))) {
  console.error(
    "packages are missing: node_modules; expected the packages of pnpm-lock.yaml.\n" +
      "Run `npx -y pnpm@12 install` where the package registry can be reached.",
  );
  process.exit(2);
}
// Trials have a thread for each core: V8 would take turns with them to compile what they run, and a trial
// that waits for it is done sooner, under the Nodes where that was measured. Before the first file from the
// compile cache, which a V8 of the same flags alone takes.
if (major === 24 || major === 26) setFlagsFromString("--no-concurrent-recompilation");
// By name it could not be imported: an old Node, which lacks it, would fail before it is told off.
module.enableCompileCache?.();
await import("#quick-imports");
sayAsCalled();
const { main } = await import("#main");
await main(process.argv.slice(2));
// A mirror that never answers would hold the process for ten seconds more: leave once all is written.
await new Promise((resolve) => process.stdout.write("", resolve));
process.exit();

/** What is said names commands as a clone has them, `pnpm exp …`; npm, yarn and bun call them by other words. */
function sayAsCalled() {
  const callers = { npm: "npx", yarn: "yarn", bun: "bunx" };
  const caller = isInstalled && callers[process.env.npm_config_user_agent?.split("/")[0]];
  if (!caller || process.argv.includes("--json")) return;
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    const asCalled = (text) =>
      text.replaceAll(/\bpnpm (?:-s )?(?=(?:exp|report)\b)/g, `${caller} `);
    stream.write = (chunk, ...rest) =>
      write(typeof chunk === "string" ? asCalled(chunk) : chunk, ...rest);
  }
}
