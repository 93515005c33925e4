import { fileURLToPath } from "node:url";
import { standalone } from "../../src/forms/standalone.ts";
import { svgOf } from "../../src/forms/svg.ts";
import type { GalleryChart } from "./charts.ts";

export const pageFile = fileURLToPath(new URL("../../../../docs/gallery.md", import.meta.url));
export const picturesFolder = fileURLToPath(new URL("../../../../docs/gallery/", import.meta.url));
export const renewCommand = "pnpm --filter @gradlab/report gallery";

export const pictureOf = ({ spec }: GalleryChart) => svgOf(standalone(spec, "light"));

/** docs/gallery.md */
export const galleryPage = (charts: readonly GalleryChart[]): string =>
  [
    "# Gallery",
    "Every chart once, from made-up results, as `--svg` writes those of an experiment: [the report](report.md). What an experiment has to show chooses its charts. On the page they can be pointed at.",
    `\`${renewCommand}\` draws this page, and a test compares it.`,
    ...charts.flatMap(({ name, title }) => [
      `## ${title}`,
      `\`${name}\``,
      `![${title}](gallery/${name}.svg)`,
    ]),
  ].join("\n\n") + "\n";
