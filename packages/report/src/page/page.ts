import { readFileSync } from "node:fs";
import type { BenchResult } from "../results/read-bench.ts";
import type { ExperimentResult } from "../results/read-results.ts";
import { anchors } from "./anchors.ts";
import { contentsList } from "./contents.ts";
import { chartFigures } from "./chart-figures.ts";
import { experimentArticle } from "./experiment-article.ts";
import { html } from "./html.ts";
import { contentSecurityPolicy, inlineStyle } from "./inline.ts";
import { performanceArticle, performanceFigures } from "./performance-article.ts";
import { runtimeScripts } from "./runtime.ts";
import { verdictCounts } from "./verdict-counts.ts";

export interface ReportPage {
  readonly html: string;
  readonly contents: readonly {
    readonly experiment: string;
    readonly charts: number;
    readonly trials: number;
    readonly verdict: string;
  }[];
  /** How many charts show what was measured of speed. */
  readonly performanceCharts: number;
}

/** Results → one HTML page that needs nothing else; the same results give the same page. */
export function reportPage(
  results: readonly ExperimentResult[],
  performance?: BenchResult,
): ReportPage {
  const ids = anchors(results.map(({ experiment }) => experiment));
  const sections = results.map((result, i) => {
    const figures = chartFigures(result.run, ids[i]!);
    return { result, figures, article: experimentArticle(result, ids[i]!, figures) };
  });
  const speed = performance === undefined ? [] : performanceFigures(performance.bench);
  const drawn = speed.length > 0 || sections.some(({ figures }) => figures.length > 0);
  const scripts = drawn ? runtimeScripts() : [];
  const style = inlineStyle(readFileSync(new URL("style.css", import.meta.url), "utf8"));
  const title =
    results.length === 1 ? `${results[0]!.run.config.title} · gradlab` : "gradlab report";

  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        ${contentSecurityPolicy(scripts, style)}
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content="gradlab report" />
        <link rel="icon" href="data:," />
        <title>${title}</title>
        ${style.element}
      </head>
      <body>
        <a class="skip" href="#results">Skip to the results</a>
        <div class="frame">
          <header class="top">
            <h1>gradlab report</h1>
            ${results.length > 1 ? contentsList(results, ids) : undefined}
            ${
              performance && results.length > 0
                ? html`<p><a href="#performance">Performance</a></p>`
                : undefined
            }
          </header>
          <main id="results">
            ${sections.map(({ article }) => article)}
            ${performance && performanceArticle(performance.bench, performance.file, speed)}
          </main>
          <footer>
            <p>
              Made by <code>pnpm report</code> from stored results; intervals are 95 % intervals of
              the mean over seeds (Student’s t).
            </p>
          </footer>
        </div>
        ${scripts.map(({ element }) => html`${element} `)}
      </body>
    </html> `;
  return {
    html: page.text,
    contents: sections.map(({ result: { experiment, run }, figures }) => ({
      experiment,
      charts: figures.length,
      trials: run.trials.length,
      verdict: verdictCounts(run),
    })),
    performanceCharts: speed.length,
  };
}
