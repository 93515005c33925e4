// Runs in the page: draws the charts from the Vega specs beside them, without eval.
/* global document, window, vega, expressionInterpreter */
(() => {
  "use strict";

  const tooltip = document.createElement("div");
  tooltip.className = "tooltip";
  tooltip.hidden = true;
  document.body.append(tooltip);

  function showTooltip(_handler, event, _item, value) {
    if (value === null || value === undefined || value === "") {
      tooltip.hidden = true;
      return;
    }
    const list = document.createElement("dl");
    for (const [name, text] of Object.entries(value)) {
      if (text === "" || text === "null" || text === "undefined") continue;
      const term = document.createElement("dt");
      const detail = document.createElement("dd");
      term.textContent = name;
      detail.textContent = text;
      list.append(term, detail);
    }
    tooltip.replaceChildren(list);
    tooltip.hidden = false;
    const gap = 14;
    const { width, height } = tooltip.getBoundingClientRect();
    const right = event.clientX + gap + width < window.innerWidth;
    const below = event.clientY + gap + height < window.innerHeight;
    tooltip.style.left = `${Math.max(4, right ? event.clientX + gap : event.clientX - gap - width)}px`;
    tooltip.style.top = `${Math.max(4, below ? event.clientY + gap : event.clientY - gap - height)}px`;
  }

  async function show(place) {
    try {
      const spec = JSON.parse(document.getElementById(place.dataset.spec).textContent);
      const view = new vega.View(vega.parse(spec, null, { ast: true }), {
        expr: expressionInterpreter,
        renderer: "svg",
        container: place,
        hover: true,
        loader: { load: () => Promise.reject(new Error("the page loads nothing")) },
      });
      view.tooltip(showTooltip);
      await view.runAsync();
      place.dataset.state = "drawn";
    } catch (error) {
      place.dataset.state = "failed";
      place.textContent = "This chart could not be drawn; its numbers are in the table below.";
      throw error;
    }
  }

  for (const place of document.querySelectorAll("[data-spec]")) void show(place);

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") tooltip.hidden = true;
  });
  window.addEventListener("scroll", () => (tooltip.hidden = true), { passive: true });

  // On paper nothing can be opened: all is.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const details of opened) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
})();
