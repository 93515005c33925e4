import { chooseMistakes } from "./mistakes.js";
import { drawPictures } from "./pictures.js";
import { showTooltip } from "./tooltip.js";
import { runPacked, unpack } from "./unpack.js";

/* global vega, expressionInterpreter */

const drawn = new Map();

/** Vega's views of the charts within an element. */
export const viewsIn = (element) =>
  [...drawn].flatMap(([place, view]) => (element.contains(place) ? [view] : []));

/** Before an element goes, with its charts. */
export function forget(element) {
  for (const [place, view] of drawn) {
    if (!element.contains(place)) continue;
    view.finalize();
    drawn.delete(place);
  }
}

/** A hidden chart would take the width of nothing: it is drawn anew when its view is shown again. */
window.addEventListener("resize", () => {
  for (const [place, view] of drawn) {
    if (place.closest(".shown") !== null) continue;
    const slider = place.closest("figure").querySelector(".smoothing input");
    if (slider !== null) {
      slider.value = 0;
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    }
    view.finalize();
    drawn.delete(place);
    place.replaceChildren();
    delete place.dataset.state;
  }
});

/** Draws every chart of a view, once: the first is there before the next is begun. */
export async function drawCharts(view) {
  const places = [...view.querySelectorAll(".chart:not([data-state])")];
  if (places.length === 0) return;
  for (const place of places) place.dataset.state = "waiting";
  try {
    const [text] = await Promise.all([unpack(`${view.id}/charts`), runPacked("vega")]);
    const { tables, specs, galleries } = JSON.parse(text);
    drawPictures(galleries);
    for (const place of places) {
      await draw(place, withData(specs[place.id], tables));
      await new Promise((resolve) => setTimeout(resolve));
    }
  } catch (error) {
    for (const place of places) if (place.dataset.state === "waiting") fail(place);
    throw error;
  }
}

/** Each table stands there once, by columns; Vega wants rows that are its own. */
function withData(spec, tables) {
  for (const data of spec.data) {
    if (typeof data.values === "number") data.values = rowsOf(tables[data.values]);
  }
  return spec;
}

function rowsOf({ rows, columns }) {
  if (rows !== undefined) return structuredClone(rows);
  const names = Object.keys(columns);
  return columns[names[0]].map((_, i) =>
    Object.fromEntries(names.map((name) => [name, columns[name][i]])),
  );
}

async function draw(place, spec) {
  try {
    const view = new vega.View(vega.parse(spec, null, { ast: true }), {
      expr: expressionInterpreter,
      renderer: "svg",
      container: place,
      hover: true,
      loader: { load: () => Promise.reject(new Error("the page loads nothing")) },
    });
    view.tooltip(showTooltip);
    await view.runAsync();
    drawn.set(place, view);
    chooseMistakes(view, place);
    place.dataset.state = "drawn";
  } catch (error) {
    fail(place);
    console.error(error);
  }
}

function fail(place) {
  place.dataset.state = "failed";
  place.textContent = "This chart could not be drawn; its numbers are in the table below.";
}
