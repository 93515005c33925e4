import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

/** All that a fresh process resolves when it imports `entry`. */
function imports(entry: string): string[] {
  const script = `
    import { registerHooks } from "node:module";
    registerHooks({
      resolve(specifier, context, next) {
        console.log(specifier);
        return next(specifier, context);
      },
    });
    await import(${JSON.stringify(new URL(entry, import.meta.url))});
  `;
  const args = ["--input-type=module", "--eval", script];
  return execFileSync(process.execPath, args, { encoding: "utf8" }).trim().split("\n");
}

test("a worker thread starts without zod and yargs, which take as long as all the rest", () => {
  const names = imports("../src/tasks/execute-trial.ts");
  expect(names).toContain("@gradlab/models");
  expect(names).toContain("@gradlab/schema/without-zod");
  expect(names.filter((name) => /^(zod|yargs|@gradlab\/schema)(\/v4.*)?$/.test(name))).toEqual([]);
});
