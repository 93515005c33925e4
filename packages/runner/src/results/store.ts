import {
  UserError,
  artifactName,
  fileTrouble,
  run as runSchema,
  trial as trialSchema,
  type Artifact,
  type Run,
  type Trial,
} from "@gradlab/schema";
import { existsSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { realFiles, type Files } from "./files.ts";
import { readRegular } from "./read-regular.ts";
import { readStored } from "./read-stored.ts";
import { probeFolder, writeWhole } from "./write-whole.ts";

/** A buffer holds no more. */
const mostArtifactBytes = 2 ** 31 - 1;

const trialFile = /-s\d+-([0-9a-f]{8})\.json$/;

/** The folder `results/<experiment>`: immutable trial files, and a file for each finished run. */
export class ResultStore {
  readonly #trials: string;
  readonly #runs: string;
  readonly #shown: string;
  readonly #files: Files;
  #prepared: Promise<void> | undefined;

  /** `shown` is how messages name the folder. */
  constructor(root: string, experiment: string, files: Files = realFiles) {
    this.#files = files;
    this.#shown = join("results", experiment);
    this.#trials = join(root, this.#shown, "trials");
    this.#runs = join(root, this.#shown, "runs");
  }

  /** Makes the folders; fails now rather than after the first hour of training. */
  prepare(): Promise<void> {
    this.#prepared ??= this.#guard(async () => {
      await this.#files.makeFolder(this.#trials);
      await this.#files.makeFolder(this.#runs);
      await probeFolder(this.#files, this.#trials);
    });
    return this.#prepared;
  }

  /**
   * The stored trials among these keys, or what `kept` leaves of them. A file that does not parse or is
   * not what its name says is moved aside with a notice, so that it is computed again and never silently
   * used.
   * @throws UserError at one that may be good, but cannot be read here
   */
  findTrials(
    keys: ReadonlySet<string>,
    notice: (says: string) => void,
    kept: (trial: Trial) => Trial = (trial) => trial,
  ): Map<string, StoredTrial> {
    const wanted = new Map([...keys].map((key) => [key.slice(0, 8), key]));
    const found = new Map<string, StoredTrial>();
    for (const name of list(this.#trials)) {
      const hash = trialFile.exec(name)?.[1];
      const key = hash && wanted.get(hash);
      if (!key) continue;
      const trial = this.#readTrial(name);
      if (typeof trial === "string") {
        const aside = this.#setAside(name);
        notice(`${aside} ${join(this.#shown, "trials", name)}: ${trial}; it is computed again`);
      } else if (trial.key === key && trial.status !== "failed") {
        found.set(key, { name, trial: kept(trial) });
      }
    }
    return found;
  }

  /** What a chart of a stored trial shows; undefined where its file is gone. */
  tablesOf(name: string): Trial["tables"] | undefined {
    const trial = this.#readTrial(name);
    return typeof trial === "string" ? undefined : trial.tables;
  }

  /** Every trial that reads well, the newest first. */
  allTrials(): StoredTrial[] {
    const read = list(this.#trials)
      .filter((name) => trialFile.test(name))
      .map((name) => ({ name, trial: this.#readTrial(name) }))
      .filter((it): it is StoredTrial => typeof it.trial !== "string");
    const at = ({ trial }: StoredTrial) => trial.provenance.createdAt;
    return read.toSorted((a, b) => (at(a) < at(b) ? 1 : -1));
  }

  /** Whether the params of a stored trial are beside it. */
  hasParams(trialName: string | undefined): boolean {
    return trialName !== undefined && existsSync(this.#pathOf(trialName, "params"));
  }

  /** What a stored trial left, where it is beside it. */
  artifact(trialName: string, artifact: Artifact): Uint8Array | undefined {
    const bytes = readRegular(this.#pathOf(trialName, artifact), mostArtifactBytes);
    return typeof bytes === "string" ? undefined : bytes;
  }

  /** Written before the trial's own file, so that a finished trial has what was to be beside it. */
  async writeArtifact(trialName: string, artifact: Artifact, bytes: Uint8Array): Promise<void> {
    const path = this.#pathOf(trialName, artifact);
    await this.#guard(() => writeWhole(this.#files, path, bytes));
  }

  async writeTrial(name: string, trial: Trial): Promise<void> {
    await this.#write(join(this.#trials, name), trialSchema.parse(trial));
  }

  /** The bytes of a trial file as another folder holds them, valid and not to be written anew. */
  async keepTrial(name: string, bytes: Uint8Array): Promise<void> {
    await this.#guard(() => writeWhole(this.#files, join(this.#trials, name), bytes));
  }

  /** The name of the new file: when the run began, to the millisecond, and four digits that keep two apart. */
  async writeRun(run: Run, suffix: string): Promise<string> {
    const name = `${run.startedAt.replaceAll(/[-:.]/g, "")}-${suffix}.json`;
    await this.#guard(() => this.#files.syncFolder(this.#trials)); // a run has the trials it names
    await this.#write(join(this.#runs, name), runSchema.parse(run));
    return join(this.#shown, "runs", name);
  }

  /** The newest run that reads well, if there is one. */
  latestRun(): Run | undefined {
    for (const name of list(this.#runs).toReversed()) {
      if (!name.endsWith(".json")) continue;
      const read = readStored(runSchema, join(this.#runs, name), join(this.#shown, "runs", name));
      if ("value" in read) return read.value;
    }
    return undefined;
  }

  /** Another run may have done so at the same time, and a folder that is only read keeps what it has. */
  #setAside(name: string): "set aside" | "ignored" {
    const path = join(this.#trials, name);
    try {
      renameSync(path, `${path}.broken`);
      return "set aside";
    } catch (error) {
      if (fileTrouble(error) === undefined) throw error;
      return "ignored";
    }
  }

  #readTrial(name: string): Trial | string {
    const shown = join(this.#shown, "trials", name);
    const read = readStored(trialSchema, join(this.#trials, name), shown);
    return "value" in read ? read.value : read.problem;
  }

  #pathOf(trialName: string, artifact: Artifact): string {
    return join(this.#trials, artifactName(trialName, artifact));
  }

  async #write(path: string, value: unknown): Promise<void> {
    await this.#guard(() => writeWhole(this.#files, path, `${JSON.stringify(value)}\n`));
  }

  async #guard(action: () => Promise<unknown>): Promise<void> {
    try {
      await action();
    } catch (error) {
      const trouble = fileTrouble(error);
      if (trouble === undefined) throw error;
      throw new UserError(
        `cannot write to ${this.#shown}: ${trouble}\n` +
          "expected a folder with room; what was finished is kept, run again to go on",
      );
    }
  }
}

export interface StoredTrial {
  readonly name: string;
  readonly trial: Trial;
}

/** A trial without what a run needs of few of them: ten thousand are held at a time. */
export function lean(trial: Trial): Trial {
  return { ...trial, tables: {}, fingerprints: [] };
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
