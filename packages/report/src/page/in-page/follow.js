import { forget } from "./charts.js";
import { show } from "./views.js";

/** Of a page that a server sends: what is new in it takes the place of what was there. */
let before;

const read = async () =>
  new DOMParser().parseFromString(await (await fetch("/")).text(), "text/html");

const chartsOf = (page, id) => page.getElementById(`${id}/charts`)?.textContent;

function keepOpen(from, to) {
  const there = [...to.querySelectorAll("details")];
  for (const [i, { open }] of [...from.querySelectorAll("details")].entries()) {
    if (there[i] !== undefined) there[i].open = open;
  }
}

/** What is as it was stays in its place, with its charts, its open details and its focus. */
function replaceViews(next) {
  const main = document.querySelector("main");
  let place = main.firstElementChild;
  for (const view of next.querySelectorAll("main > .view")) {
    const here = document.getElementById(view.id);
    const charts = chartsOf(next, view.id);
    const same =
      before.getElementById(view.id)?.outerHTML === view.outerHTML &&
      charts === chartsOf(before, view.id);
    const shown = same && here !== null ? here : document.importNode(view, true);
    if (shown !== here) {
      if (here === place) place = place.nextElementSibling;
      if (here !== null) {
        keepOpen(here, shown);
        forget(here);
        here.remove();
      }
      document.getElementById(`${view.id}/charts`)?.remove();
      if (charts !== undefined) {
        document.body.append(document.importNode(next.getElementById(`${view.id}/charts`), true));
      }
    }
    if (shown === place) place = place.nextElementSibling;
    else main.insertBefore(shown, place);
  }
  while (place !== null) {
    const gone = place;
    place = place.nextElementSibling;
    forget(gone);
    gone.remove();
  }
  before = next;
}

async function update() {
  const next = await read();
  // Other scripts, or what they compute with: the policy of this page would not let them in.
  if (metaOf("scripts", next) !== metaOf("scripts", document)) return location.reload();
  const { scrollY } = window;
  const sought = document.querySelector(".finder input")?.value;
  replaceViews(next);
  // What ran has ended: its place is that of the run.
  const ended = location.hash.replace(/-running$/, "");
  const named = (hash) => document.getElementById(hash.slice(1));
  if (named(location.hash) === null && named(ended) !== null) location.replace(ended);
  const search = document.querySelector(".finder input");
  if (search !== null && sought) {
    search.value = sought;
    search.dispatchEvent(new Event("input", { bubbles: true }));
  }
  show();
  window.scrollTo(0, scrollY);
}

const metaOf = (name, page) => page.querySelector(`meta[name=${name}]`).content;

void read().then((page) => {
  if (metaOf("version", page) !== metaOf("version", document)) location.reload();
  before = page;
  const changes = new EventSource("/changes");
  for (const news of ["open", "change"]) changes.addEventListener(news, () => void update());
});
