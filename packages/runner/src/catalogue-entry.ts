import { UserError, chapterHeading, shown, type VerdictWord } from "@gradlab/schema";
import { experimentFile, experimentNames } from "./experiment/catalogue.ts";
import { resolve } from "./experiment/resolve.ts";
import { readSource } from "./experiment/source.ts";
import { worst } from "./judge/verdicts.ts";
import { ResultStore } from "./results/store.ts";

export interface CatalogueEntry {
  readonly name: string;
  readonly title: string;
  /** "4 Learning", or "Beyond the book" */
  readonly chapter: string;
  readonly trials: number | null;
  /** of the newest stored run; null when there is none */
  readonly verdict: VerdictWord | null;
  /** what is wrong with the file, or with that of its newest run */
  readonly problem?: string;
}

/** Every experiment of the project at `root`; one with mistakes is listed with the first of them. */
export function catalogue(root: string): CatalogueEntry[] {
  return experimentNames(root).map((name) => {
    let verdict: VerdictWord | null = null;
    try {
      const file = experimentFile(root, name);
      const verdicts = new ResultStore(root, name).latestRun()?.verdicts;
      if (verdicts !== undefined) verdict = worst(verdicts.map((it) => it.verdict));
      const { experiment, points } = resolve(name, readSource(root, file));
      const { title, chapter, seeds } = experiment;
      const trials = points.length * seeds;
      return { name, title, chapter: chapterHeading(chapter), trials, verdict };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const problem = error.message.split("\n")[0]!;
      return {
        name: shown(name),
        title: "",
        chapter: chapterHeading(undefined),
        trials: null,
        verdict,
        problem,
      };
    }
  });
}
