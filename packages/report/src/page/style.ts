import { readFileSync } from "node:fs";

const sheets = ["base", "front", "experiment", "charts", "tables", "live", "print"];

/** The style sheets of the page as one, without indentation. */
export const pageStyle = (): string =>
  sheets
    .map((name) => readFileSync(new URL(`styles/${name}.css`, import.meta.url), "utf8"))
    .join("")
    .replace(/^ +/gm, "");
