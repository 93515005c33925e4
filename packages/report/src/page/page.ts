import type { Live } from "../live/live.ts";
import type { BenchResult } from "../results/read-bench.ts";
import type { ExperimentResult } from "../results/read-results.ts";
import type { Against } from "../results/compared.ts";
import { pairedTrials } from "../charts/paired-trials.ts";
import { againstSection } from "./against-section.ts";
import { anchors } from "./anchors.ts";
import type { CardEntry } from "./card.ts";
import type { Figure } from "./chart-figures.ts";
import { chartFigures, chartFiguresAgainst, drawnBy, figure } from "./chart-figures.ts";
import { documentOf } from "./document.ts";
import { experimentArticle } from "./experiment-article.ts";
import { frontPage, inBookOrder } from "./front-page.ts";
import { performanceView } from "./performance-article.ts";
import { galleriesOf } from "./pictures/gallery.ts";
import { pictureFigures } from "./pictures/picture-figures.ts";
import { pageStyle } from "./style.ts";
import { outcome } from "../words/verdict-counts.ts";
import type { View } from "./view.ts";

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

export interface PageOptions {
  /** The address of the folder of results as seen from the page. */
  readonly resultsHref?: string;
  /** What the one experiment is held against. */
  readonly against?: Against;
  /** A server sends it, and tells when it has changed. */
  readonly served?: boolean;
  /** The view that computes, and what the front page says of it. */
  readonly live?: Live;
}

/** Results → one HTML page that needs nothing else; the same results give the same page. */
export async function reportPage(
  results: readonly ExperimentResult[],
  performance?: BenchResult,
  { resultsHref = "..", served = false, against, live = {} }: PageOptions = {},
): Promise<ReportPage> {
  const ids = anchors(results.map(({ experiment }) => experiment));
  const entries = results.map((result, i) => entryOf(result, ids[i]!, against));
  const ordered = inBookOrder(entries);
  const articles = ordered.map((entry, i): View => ({
    id: entry.id,
    title: entry.run.config.title,
    element: experimentArticle(entry, {
      resultsHref,
      alone: results.length === 1 && !performance && !live.view && !served,
      before: ordered[i - 1],
      after: ordered[i + 1],
    }),
    drawn: drawnIn(entry),
    galleries: galleriesOf(entry.pictures),
  }));
  const speed = performance && performanceView(performance, results.length === 0 && !served);
  const others = [live.view, speed].filter((it) => it !== undefined);
  const all = [...articles, ...others];
  const views =
    all.length === 1 && !served ? all : [await frontPage(ordered, others, live.teaser), ...all];
  return {
    html: documentOf(views, pageStyle(), served),
    contents: entries.map(({ experiment, run, figures }) => ({
      experiment,
      charts: figures.length,
      trials: run.trials.length,
      verdict: outcome(run),
    })),
    performanceCharts: speed?.charts ?? 0,
  };
}

function entryOf(result: ExperimentResult, id: string, against: Against | undefined): CardEntry {
  const { run } = result;
  const pictures = pictureFigures(run, id);
  if (against === undefined) return { ...result, id, figures: chartFigures(run, id), pictures };
  const spec = pairedTrials(run, against);
  const paired = spec && figure(spec, "paired-trials", `${id}/paired-trials`);
  return {
    ...result,
    id,
    pictures,
    figures: chartFiguresAgainst(run, against.before, id),
    comparison: { section: againstSection(run, against, id, paired), figure: paired },
  };
}

function drawnIn({ figures, comparison }: CardEntry): Figure["drawn"] {
  const all = drawnBy(figures);
  return comparison?.figure === undefined ? all : { ...all, ...comparison.figure.drawn };
}
