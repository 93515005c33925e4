import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { renewCommand } from "./page.ts";

/** A line that is a hundredth of a pixel off; a word is more. */
const mostOfMillion = 100;

/** Undefined where two pictures look alike; else what a person needs to judge it. */
export function otherThan(name: string, was: Uint8Array, is: Uint8Array): string | undefined {
  const [before, now] = [PNG.sync.read(Buffer.from(was)), PNG.sync.read(Buffer.from(is))];
  const { width, height } = before;
  const difference = new PNG({ width, height });
  const isSize = now.width === width && now.height === height;
  const pixels = isSize
    ? pixelmatch(before.data, now.data, difference.data, width, height, { threshold: 0.1 })
    : width * height;
  const share = (1e6 * pixels) / (width * height);
  if (share <= mostOfMillion) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "gradlab-gallery-"));
  writeFileSync(join(folder, "before.png"), was);
  writeFileSync(join(folder, "now.png"), is);
  if (isSize) writeFileSync(join(folder, "difference.png"), PNG.sync.write(difference));
  const what = isSize
    ? `${Math.round(share)} of a million pixels differ`
    : `${now.width}×${now.height} pixels, it was ${width}×${height}`;
  return `${name} looks otherwise: ${what}\nLook at ${folder}. If it is to look so: ${renewCommand}`;
}
