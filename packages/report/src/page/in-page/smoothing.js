import { viewsIn } from "./charts.js";
import { smoothed } from "./smoothed.js";

const faint = 0.22;

/** The slider beside a chart of curves: the smoothed lines, and behind them the raw ones. */
export function followSliders() {
  document.addEventListener("input", ({ target }) => {
    if (!target.matches(".smoothing input")) return;
    const weight = Number(target.value);
    target.closest(".smoothing").querySelector("output").textContent = weight.toFixed(2);
    for (const view of viewsIn(target.closest("figure"))) {
      const rows = view.data("curves").map((row) => ({ ...row }));
      view.signal("rawOpacity", weight === 0 ? 1 : faint);
      view.data("smoothed", weight === 0 ? [] : smoothed(rows, weight)).runAsync();
    }
  });
}
