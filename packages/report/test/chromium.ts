import { accessSync, constants } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome"];
const flags =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

/** CHROMIUM, or the first browser on the PATH; undefined where there is none. */
export const executable: string | undefined =
  process.env["CHROMIUM"] ??
  (process.env["PATH"] ?? "")
    .split(path.delimiter)
    .flatMap((dir) => names.map((name) => path.join(dir, name)))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: executable!, args: flags.split(" "), timeout: 60_000 });
