import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pngOf } from "../../src/forms/png.ts";
import { galleryCharts } from "./charts.ts";
import { galleryPage, pageFile, pictureOf, picturesFolder } from "./page.ts";

const charts = galleryCharts();
rmSync(picturesFolder, { recursive: true, force: true });
mkdirSync(picturesFolder);
for (const chart of charts) {
  writeFileSync(join(picturesFolder, `${chart.name}.svg`), await pictureOf(chart));
}
const sample = readFileSync(join(picturesFolder, "sweep-categories.svg"), "utf8");
writeFileSync(join(import.meta.dirname, "sweep-categories.png"), await pngOf(sample));
writeFileSync(pageFile, galleryPage(charts));
