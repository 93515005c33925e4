const tooltip = document.createElement("div");
tooltip.className = "tooltip";
tooltip.hidden = true;
document.body.append(tooltip);

export function hideTooltip() {
  tooltip.hidden = true;
}

/** Vega's handler of tooltips: names and texts beside the pointer, never outside the window. */
export function showTooltip(_handler, event, _item, value) {
  if (value === null || value === undefined || value === "") return hideTooltip();
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

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hideTooltip();
});
window.addEventListener("scroll", hideTooltip, { passive: true });
