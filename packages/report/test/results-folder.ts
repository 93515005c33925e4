import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Run, Trial } from "@gradlab/schema";
import { onTestFinished } from "vitest";

/** A folder of results that is gone after the test. */
export class ResultsFolder {
  readonly dir: string;
  private constructor(dir: string) {
    this.dir = dir;
  }

  static async make(): Promise<ResultsFolder> {
    const dir = await mkdtemp(path.join(tmpdir(), "gradlab-results-"));
    onTestFinished(() => rm(dir, { recursive: true }));
    return new ResultsFolder(dir);
  }

  run(run: Run, name = "20270101T000000Z-aaaa.json"): Promise<void> {
    return this.write(path.join(run.experiment, "runs", name), JSON.stringify(run));
  }

  trial(trial: Trial, name = `t-s${trial.seed}-${trial.key.slice(0, 8)}.json`): Promise<void> {
    return this.write(path.join(trial.experiment, "trials", name), JSON.stringify(trial));
  }

  /** Whole or not there, as the runner writes. */
  async write(file: string, text: string): Promise<void> {
    const whole = path.join(this.dir, file);
    await mkdir(path.dirname(whole), { recursive: true });
    await writeFile(`${whole}.part`, text);
    await rename(`${whole}.part`, whole);
  }
}
