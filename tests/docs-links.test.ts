import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { addressesOf, headingsOf } from "./markdown.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string) => readFileSync(root + path, "utf8");
const markdownIn = (folder: string) =>
  readdirSync(root + folder)
    .filter((file) => file.endsWith(".md"))
    .map((file) => join(folder, file));

/** Files and headings of the repository that a page leads to. */
const linksOf = (page: string) =>
  addressesOf(read(page))
    .filter((address) => !/^[a-z]+:/.test(address))
    .map((address) => {
      const [path = "", anchor] = address.split("#");
      return { path: path === "" ? page : join(dirname(page), path), anchor, address };
    });

test.each([...markdownIn("."), ...markdownIn("docs")])("%s: every link leads somewhere", (page) => {
  for (const { path, anchor, address } of linksOf(page)) {
    expect(existsSync(root + path), address).toBe(true);
    if (anchor === undefined) continue;
    expect(headingsOf(read(path)).map((it) => it.anchor)).toContain(anchor);
  }
});

test.each(markdownIn("docs"))(
  "%s: README, or another page that it leads to, leads there",
  (page) => {
    const others = ["README.md", ...markdownIn("docs").filter((other) => other !== page)];
    const linked = others.filter((other) => linksOf(other).some(({ path }) => path === page));
    expect(linked).not.toEqual([]);
  },
);
