import { drawnJson } from "./drawn-json.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { contentSecurityPolicy, hashOf, inlineStyle } from "./inline.ts";
import { packed } from "./packed.ts";
import { earlyScript, pageScript, vegaScript } from "./scripts.ts";
import type { View } from "./view.ts";

const known = new WeakMap<NonNullable<View["drawn"]>, Html>();

function packedCharts({ id, drawn = {}, galleries }: View): Html {
  let element = known.get(drawn);
  if (element === undefined) {
    element = packed(`${id}/charts`, drawnJson(drawn, galleries));
    known.set(drawn, element);
  }
  return element;
}

/** Views → the text of one HTML file. The first is shown where the address names none. */
export function documentOf(views: readonly View[], css: string, served = false): string {
  const style = inlineStyle(css);
  const withCharts = views.filter(({ drawn = {} }) => Object.keys(drawn).length > 0);
  const vega = withCharts.length > 0 || served ? [vegaScript()] : [];
  const [early, page] = [earlyScript(), pageScript(served)];
  const own = views.flatMap(({ scripts = [] }) => scripts);
  const contents = views.map(({ element }) => element);
  const charts = withCharts.map(packedCharts);
  const data = views.flatMap((view) => view.data ?? []);
  const hash = (parts: readonly Html[]) => hashOf(parts.map(({ text }) => text).join(""));
  const version = hash([...contents, ...charts]);
  const wasm = views.some(({ compilesWasm = false }) => compilesWasm);
  const policy = contentSecurityPolicy([early, page, ...vega, ...own], style, { wasm, served });
  const title = views.length === 1 ? `${views[0]!.title} · gradlab` : "gradlab report";
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        ${policy}
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content="gradlab report" />
        ${
          served
            ? html`<meta name="version" content="${version}" />
                <meta name="scripts" content="${hash([policy, ...data])}" />`
            : undefined
        }
        <link rel="icon" href="data:," />
        <title>${title}</title>
        ${style.element} ${early.element}
      </head>
      <body>
        <a class="skip" href="#results">Skip to the results</a>
        <header class="top frame">
          <h1><a href="#${views[0]!.id}">gradlab report</a></h1>
          <button type="button" id="scheme" hidden>Dark</button>
        </header>
        <main id="results" class="frame" tabindex="-1">${contents}</main>
        <footer class="frame">
          <p>
            Made by <code>pnpm report</code> from stored results. Where nothing else is said,
            intervals are 95 % intervals of the mean over seeds (Student’s t).
          </p>
        </footer>
        ${charts} ${[...vega, ...own].map(({ element }) => element)} ${data} ${page.element}
      </body>
    </html> `.text;
}
