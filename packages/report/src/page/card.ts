import type { ExperimentResult } from "../results/read-results.ts";
import { counted } from "../numbers.ts";
import { cardPicture } from "./card-picture.ts";
import type { Figure } from "./chart-figures.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import type { PictureFigure } from "./pictures/gallery.ts";
import { outcome, worstVerdict } from "../words/verdict-counts.ts";
import { verdictIcon } from "./verdicts.ts";

export interface CardEntry extends ExperimentResult {
  readonly id: string;
  readonly figures: readonly Figure[];
  readonly pictures: readonly PictureFigure[];
  /** With what it is held against. */
  readonly comparison?: { readonly section: Html; readonly figure: Figure | undefined };
}

const known = new WeakMap<readonly Figure[], Promise<Html>>();

/** An experiment at a glance: question, verdicts, the chart that tells most. */
export function card(entry: CardEntry): Promise<Html> {
  const found = known.get(entry.figures) ?? makeCard(entry);
  known.set(entry.figures, found);
  return found;
}

async function makeCard({ run, id, figures, unfinished }: CardEntry): Promise<Html> {
  const telling = tellingFigure(
    figures,
    run.verdicts.map(({ metric }) => metric),
  );
  const failed = run.trials.some(({ status }) => status === "failed");
  const worst = failed ? "fail" : worstVerdict(run);
  const verdicts = [...new Set(run.verdicts.map(({ verdict }) => verdict))].join(" ");
  return html`<li class="card" data-of="${id}" data-verdicts="${verdicts}">
    ${telling === undefined ? undefined : await picture(telling)}
    <h4><a href="#${id}">${run.config.title}</a></h4>
    <p>${run.config.question}</p>
    <p class="word ${worst ?? "none"}">
      ${worst && verdictIcon(worst)}${unfinished ? `${counted(run.trials.length, "trial")} so far` : outcome(run)}
    </p>
  </li> `;
}

async function picture({ spec }: Figure): Promise<Html> {
  const { text } = spec.title as { text: string };
  return html`<figure>
    ${await cardPicture(spec)}
    <figcaption>${text}</figcaption>
  </figure>`;
}

/** Where the claims are about this, the picture shows it; else the first chart. */
const showing: Readonly<Record<string, string>> = {
  "units.silentShare": "silent-units",
  "gradient.firstOverLast": "gradient-norms",
  "gradient.medianDifference": "gradient-difference",
  "accuracy.gap": "accuracy-curves",
};

function tellingFigure(figures: readonly Figure[], claimed: readonly string[]): Figure | undefined {
  const wanted = claimed.flatMap((metric) => showing[metric] ?? []);
  return wanted.map((name) => figures.find((it) => it.name === name)).find(Boolean) ?? figures[0];
}
