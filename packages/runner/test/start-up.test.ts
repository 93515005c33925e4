import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

/** What a fresh process asks for when it imports these, and the files that it loads. */
function imports(entries: readonly string[], preloaded: readonly string[] = []) {
  const urls = entries.map((entry) => new URL(entry, import.meta.url).href);
  const script = `
    import { registerHooks } from "node:module";
    const [names, files] = [[], []];
    registerHooks({
      resolve(specifier, context, next) {
        names.push(specifier);
        return next(specifier, context);
      },
      load(url, context, next) {
        files.push(url);
        return next(url, context);
      },
    });
    for (const url of ${JSON.stringify(urls)}) await import(url);
    console.log(JSON.stringify({ names, files }));
  `;
  const preloads = preloaded.map((entry) => `--import=${new URL(entry, import.meta.url).href}`);
  const args = [...preloads, "--input-type=module", "--eval", script];
  const text = execFileSync(process.execPath, args, { encoding: "utf8" });
  return JSON.parse(text) as { names: string[]; files: string[] };
}

test("a thread that trains loads neither zod and yargs nor what only other tasks need", () => {
  const { names } = imports(["../src/tasks/execute-trial.ts", "../src/tasks/train.ts"]);
  expect(names).toContain("@gradlab/models/training");
  expect(names).toContain("@gradlab/schema/without-zod");
  const others = /^(zod|yargs|fflate|@gradlab\/(schema|models|core))(\/v4.*)?$/;
  expect(names.filter((name) => others.test(name))).toEqual([]);
});

test("a run starts without what few runs need", () => {
  const { files } = imports(["../src/main.ts", "../src/commands/execute.ts"]);
  expect(files.filter((file) => file.includes("/node_modules/yaml/"))).not.toEqual([]);
  const few =
    /\/(models|core)\/src\/|fetch-mnist|\/digits\/|\/node_modules\/(acorn|cli-progress|jstat)\//;
  expect(files.filter((file) => few.test(file))).toEqual([]);
});

test("quick-imports finds the very files that Node finds, but for languages that nobody asks for", () => {
  const entries = [
    "../src/main.ts",
    "../src/commands/execute.ts",
    "../src/tasks/execute-trial.ts",
    "../src/tasks/evaluate.ts",
    "../src/export/export-run.ts",
  ];
  const files = imports(entries, ["../src/quick-imports.mjs"]).files;
  expect(files.length).toBeGreaterThan(300);
  const isLanguage = (file: string) => /\/zod\/v4\/locales\/(?!en\.js)/.test(file);
  const expected = imports(entries).files;
  expect(expected.filter(isLanguage).length).toBeGreaterThan(40);
  expect(files.toSorted()).toEqual(expected.filter((file) => !isLanguage(file)).toSorted());
});
