import type { Html } from "../page/html.ts";
import { html } from "../page/html.ts";
import type { View } from "../page/view.ts";
import type { ExperimentResult } from "../results/read-results.ts";
import { readTrial } from "../results/read-trial.ts";
import { chooseTrial, couldBring, readAccuracy } from "./choose-trial.ts";

/** The page that computes, or how to come by it; nothing where no net of these results reads digits. */
export interface Live {
  readonly view?: View;
  readonly teaser?: Html;
  /** A line for the terminal. */
  readonly says?: string;
}

/** What may be remembered: of each trial with params how well it reads, and the view of the one chosen. */
export interface LiveReaders {
  readonly accuracyOf: typeof readAccuracy;
  readonly viewOf: typeof readLive;
}

export async function findLive(
  results: readonly ExperimentResult[],
  resultsDir: string,
  warn: (line: string) => void,
  { accuracyOf, viewOf }: LiveReaders = { accuracyOf: readAccuracy, viewOf: readLive },
): Promise<Live> {
  const file = await chooseTrial(results, resultsDir, accuracyOf);
  if (file === undefined) return howToGetIt(couldBring(results));
  const live = await viewOf(file);
  if (typeof live !== "string") return live;
  warn(`cannot show the net of ${file}: ${live}`);
  return howToGetIt(couldBring(results));
}

/** The view of a trial's net, or what is wrong with its files. */
export async function readLive(file: string): Promise<Live | string> {
  const trial = await readTrial(file);
  if (trial === undefined) return "the trial is gone";
  try {
    // Imported late: the net, its kernels and what bundles them are for a page that has one.
    const { liveView } = await import("./live-view.ts");
    const view = await liveView({ trial, file });
    return {
      view,
      teaser: html`<p class="teaser">
        <a href="#${view.id}">${view.title}</a>, and a net of these results reads it as you draw.
      </p>`,
      says: `draw a digit: the net of ${trial.experiment}, seed ${trial.seed}, reads it in the page`,
    };
  } catch (error) {
    return (error as Error).message;
  }
}

function howToGetIt(experiment: string | undefined): Live {
  if (experiment === undefined) return {};
  const command = `pnpm exp run ${experiment} --save-params`;
  return {
    teaser: html`<p class="source">
      No trained net is kept that could read what you draw in this page;
      <code>${command}</code> keeps one.
    </p>`,
    says: `a page that reads what you draw needs a net: ${command}`,
  };
}
