import axe from "axe-core";
import type { Browser, Page } from "playwright-core";

/** A page open at a file, and all that it complained of or asked for. */
export interface Visit {
  readonly page: Page;
  readonly troubles: string[];
  readonly requests: string[];
}

interface Looks {
  readonly width: number;
  readonly scheme: "light" | "dark";
}

export async function visit(browser: Browser, url: string, looks: Looks): Promise<Visit> {
  const viewport = { width: looks.width, height: 800 };
  const page = await browser.newPage({ viewport, colorScheme: looks.scheme });
  page.setDefaultTimeout(60_000);
  const troubles: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== url && request.url() !== "data:,") {
      requests.push(request.url());
    }
  });
  await page.goto(url);
  return { page, troubles, requests };
}

/** Shows the view of this id and waits until its charts are drawn. */
export async function open(page: Page, id: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(`#${id}`)}`);
  await settled(page, id);
}

const undrawn =
  ".shown .chart:not([data-state]), .shown .chart[data-state=waiting], .shown .chart:empty";

/**
 * Waits until a view is shown, that of the id if there is one, and its charts are drawn. The page looks for
 * them itself: Playwright's own selectors walk the thousands of elements of charts at every frame.
 */
export async function settled(page: Page, id?: string): Promise<void> {
  const shown = id === undefined ? ".shown" : `.shown[id="${id}"]`;
  await page.evaluate(`(async () => {
    const has = (it) => document.querySelector(it) !== null;
    while (!has(${JSON.stringify(shown)}) || has(${JSON.stringify(undrawn)}))
      await new Promise(requestAnimationFrame);
  })()`);
}

/** What does not fit: the page itself, and charts wider than their places. */
export const overflows = (page: Page): Promise<string[]> =>
  page.evaluate(`[
    ...(document.documentElement.scrollWidth > innerWidth ? ["page"] : []),
    ...[...document.querySelectorAll(".shown .chart")]
      .filter((it) => it.scrollWidth > it.clientWidth + 1)
      .map((it) => it.id),
  ]`);

/** What axe-core finds wrong, rule and element; not within pictures, which have a description or none to see. */
export async function violations(page: Page): Promise<string[]> {
  if (await page.evaluate("typeof axe === 'undefined'")) await page.evaluate(axe.source);
  // axe walks all of the document: what is hidden is taken out meanwhile, in a tenth of the time.
  return page.evaluate(`(async () => {
    const views = [...document.querySelectorAll("main > .view")];
    for (const view of views) if (!view.matches(".shown")) view.remove();
    const { violations } = await axe.run({ exclude: ["svg"] }, { resultTypes: ["violations"] });
    document.querySelector("main").append(...views);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((it) => id + ": " + it.html.slice(0, 200)),
    );
  })()`);
}
