import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string) => readFileSync(root + path, "utf8");

type Targets = Record<string, string>;
interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly license: string;
  readonly description?: string;
  readonly repository?: { readonly url: string; readonly directory: string };
  readonly engines?: { readonly node: string };
  readonly files?: readonly string[];
  readonly bin?: Targets;
  readonly imports?: Targets;
  readonly exports: string | Targets;
  readonly publishConfig?: {
    readonly access: string;
    readonly imports?: Targets;
    readonly exports: Record<string, string | { types: string; default: string }>;
  };
  readonly scripts: Record<string, string>;
  readonly dependencies?: Targets;
  readonly peerDependencies?: Targets;
}

const manifestOf = (path: string) => JSON.parse(read(`${path}package.json`)) as Manifest;
const packages = readdirSync(`${root}packages`).toSorted();
const gradlab = manifestOf("");
const core = manifestOf("packages/core/");
const codeOf = (readme: string) => /```ts\n([\s\S]*?)```/.exec(read(readme))?.[1];

describe.each(packages)("%s can be published", (folder) => {
  const path = `packages/${folder}/`;
  const manifest = manifestOf(path);
  const { publishConfig, files = [] } = manifest;
  const exported: Targets =
    typeof manifest.exports === "string" ? { ".": manifest.exports } : manifest.exports;

  test("it is one of a kind with its neighbours", () => {
    expect(manifest).toMatchObject({
      name: `@gradlab/${folder}`,
      version: gradlab.version,
      license: gradlab.license,
      description: expect.stringMatching(/^.{30,220}$/) as string,
      repository: { ...core.repository, directory: `packages/${folder}` },
      engines: { node: ">=22.18" },
      publishConfig: { access: "public" },
      scripts: {
        build: expect.stringMatching(/^node \.\.\/\.\.\/publish\/build\.ts /) as string,
        prepack: "pnpm run build",
      },
    });
    expect(manifest.private).toBeUndefined();
    expect(files.slice(0, 2)).toEqual(["dist", "!**/.tsbuildinfo"]);
  });

  test("what it exports is there for the clone, and the same, compiled, for npm", () => {
    const compiled = Object.entries(exported).map(([name, file]) => {
      expect(existsSync(root + path + file), file).toBe(true);
      const stem = /^\.\/src\/(.*)\.ts$/.exec(file)?.[1];
      if (stem === undefined) expect(files).toContain(file.slice("./".length));
      const both = { types: `./dist/${stem}.d.ts`, default: `./dist/${stem}.js` };
      return [name, stem === undefined ? file : both];
    });
    expect(publishConfig!.exports).toEqual(Object.fromEntries(compiled));
  });

  if (manifest.bin)
    test("its commands begin where the clone's do", () => {
      for (const file of Object.values(manifest.bin!)) {
        expect(read(path + file)).toContain('import("#main")');
      }
      const inClone = Object.entries(manifest.imports!);
      const compiled = inClone.map(([name, source]) => {
        expect(existsSync(root + path + source), source).toBe(true);
        return [name, source.replace("./src/", "./dist/").replace(/\.ts$/, ".js")];
      });
      expect(Object.fromEntries(inClone)).toMatchObject({ "#main": "./src/main.ts" });
      expect(publishConfig!.imports).toEqual(Object.fromEntries(compiled));
    });

  test("it is built after the packages that it imports", () => {
    const { references = [] } = JSON.parse(read(`${path}tsconfig.build.json`)) as {
      references?: { path: string }[];
    };
    const imported = Object.keys({
      ...manifest.dependencies,
      ...manifest.peerDependencies,
    }).flatMap((name) => /^@gradlab\/(.*)/.exec(name)?.[1] ?? []);
    expect(references.map((it) => it.path).toSorted()).toEqual(
      imported.map((name) => `../${name}/tsconfig.build.json`).toSorted(),
    );
  });

  test("no source begins another by an address that only the clone has", () => {
    for (const file of globSync(`${path}src/**/*.{ts,js,mjs}`, { cwd: root })) {
      expect(read(file), file).not.toMatch(/new URL\(\s*["'`][^"'`]*\.ts["'`]/);
    }
  });

  test("its README is of this package", () => {
    expect(read(`${path}README.md`)).toMatch(new RegExp(`^# @gradlab/${folder}\n`));
  });
});

test("the ten lines are the same wherever they stand", () => {
  const lines = codeOf("README.md")!;
  expect(lines).toContain("TwoLayerNet");
  for (const name of ["core", "models", "mnist-data"]) {
    expect(codeOf(`packages/${name}/README.md`)).toBe(lines);
  }
});

test("the changelog begins with this version", () => {
  expect(/^## (\S+?),/m.exec(read("CHANGELOG.md"))?.[1]).toBe(gradlab.version);
});
