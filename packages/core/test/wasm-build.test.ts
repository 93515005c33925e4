import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("kernels.wasm is what its sources compile to", () => {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const out = join(mkdtempSync(join(tmpdir(), "gradlab-")), "kernels.wasm");
  const asc = fileURLToPath(import.meta.resolve("assemblyscript/asc"));
  const args = ["wasm/kernels.ts", "--config", "wasm/asconfig.json", "--target", "release"];
  execFileSync(
    process.execPath,
    [asc.replace(/dist\/asc\.js$/, "bin/asc.js"), ...args, "--outFile", out],
    { cwd: root },
  );
  expect(readFileSync(out).equals(readFileSync(join(root, "wasm/kernels.wasm")))).toBe(true);
});
