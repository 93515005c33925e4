import type { DataHost } from "../data.ts";

/** Says what loading a data set does: notices, and a line for each tenth of a download. */
export function dataHost(dataDir: string | undefined, say: (line: string) => void): DataHost {
  const told = new Map<string, number>();
  return {
    ...(dataDir !== undefined && { dataDir }),
    onNotice: say,
    onProgress({ file, receivedBytes, totalBytes, mirror }) {
      const tenth = totalBytes ? Math.floor((receivedBytes / totalBytes) * 10) : 0;
      if (told.get(file) === tenth) return;
      told.set(file, tenth);
      const size = totalBytes ? `${(totalBytes / 1e6).toFixed(1)} MB` : "unknown size";
      say(`${file}: ${tenth * 10} % of ${size} from ${new URL(mirror).host}`);
    },
  };
}
