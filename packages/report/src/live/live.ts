import type { Html } from "../page/html.ts";
import { html } from "../page/html.ts";
import type { View } from "../page/view.ts";
import type { ExperimentResult } from "../results/read-results.ts";
import { chooseTrial, isOfDigits } from "./choose-trial.ts";

/** The page that computes, or how to come by it; nothing where no net of these results reads digits. */
export interface Live {
  readonly view?: View;
  readonly teaser?: Html;
  /** A line for the terminal. */
  readonly says?: string;
}

const command = "pnpm exp run two-layer-net --save-params";

export async function findLive(
  results: readonly ExperimentResult[],
  resultsDir: string,
  warn: (line: string) => void,
): Promise<Live> {
  const chosen = await chooseTrial(results, resultsDir);
  if (chosen === undefined) return results.some(isOfDigits) ? howToGetIt() : {};
  const { experiment, seed } = chosen.trial;
  try {
    // Imported late: the net, its kernels and what bundles them are for a page that has one.
    const { liveView } = await import("./live-view.ts");
    const view = await liveView(chosen);
    return {
      view,
      teaser: html`<p class="teaser">
        <a href="#${view.id}">${view.title}</a>, and a net of these results reads it as you draw.
      </p>`,
      says: `draw a digit: the net of ${experiment}, seed ${seed}, reads it in the page`,
    };
  } catch (error) {
    warn(`cannot show the net of ${chosen.file}: ${(error as Error).message}`);
    return howToGetIt();
  }
}

const howToGetIt = (): Live => ({
  teaser: html`<p class="source">
    No trained net is kept that could read what you draw in this page;
    <code>${command}</code> keeps one.
  </p>`,
  says: `a page that reads what you draw needs a net: ${command}`,
});
