import { drawCharts } from "./charts.js";

/** The page shows one view at a time: the one that holds what the address names, else the first. */
const allViews = () => [...document.querySelectorAll("main > .view")];
const everything = "#everything";
let frontScroll = 0;

export function showViews() {
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault(); // an address of its own would lie between two views
    document.getElementById("results").focus();
  });
  window.addEventListener("hashchange", () => move());
  show();
}

/** Shows what the address names; to the front page one comes back where one left it. */
function move() {
  const [front] = allViews();
  if (front.classList.contains("shown")) frontScroll = window.scrollY;
  const { view, named } = show();
  if (named !== null && named !== view) named.scrollIntoView();
  else window.scrollTo(0, view === front ? frontScroll : 0);
  view.querySelector("h2").focus({ preventScroll: true });
}

export function show() {
  const views = allViews();
  const named = target();
  const all = location.hash === everything;
  const view = named?.closest(".view") ?? views[0];
  for (const it of views) it.classList.toggle("shown", all || it === view);
  const title = view.id === "experiments" ? "" : view.querySelector("h2").textContent;
  document.title = title === "" ? "gradlab report" : `${title} · gradlab`;
  for (const it of all ? views : [view]) void drawCharts(it);
  return { view, named };
}

function target() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null;
  }
}
