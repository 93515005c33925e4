import { readdir, stat } from "node:fs/promises";
import path from "node:path";

/** File systems tell times by ticks of some milliseconds: after a change, another may have the same time. */
const tickMs = 20;

/** Differs when a run, a trial or a bench file has come, gone or been replaced. */
export async function signature(resultsDir: string): Promise<string> {
  const experiments = (await readdir(resultsDir).catch((): string[] => [])).toSorted();
  const folders = experiments.flatMap((name) => [
    path.join(resultsDir, name),
    path.join(resultsDir, name, "runs"),
    path.join(resultsDir, name, "trials"),
  ]);
  const marks = await Promise.all(
    folders
      .filter((folder) => folder !== path.join(resultsDir, "report"))
      .map((folder) =>
        stat(folder).then(
          ({ mtimeMs }) => {
            const mayChangeUnseen = Math.abs(Date.now() - mtimeMs) < tickMs;
            return `${folder} ${mtimeMs} ${mayChangeUnseen ? performance.now() : ""}`;
          },
          () => "",
        ),
      ),
  );
  return marks.join("\n");
}
