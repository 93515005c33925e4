/** Shows the mistakes of one kind, "4 9", or all. */
function showKind(figure, kind) {
  const select = figure.querySelector("select");
  const known = [...select.options].some(({ value }) => value === kind);
  select.value = known ? kind : "";
  for (const item of figure.querySelectorAll("[data-kind]")) {
    item.hidden = known && kind !== "" && item.dataset.kind !== kind;
  }
  figure.querySelector("output").textContent = known
    ? ""
    : `No image of ${saysOf(kind)} is among these.`;
}

const saysOf = (kind) => kind.replace(" ", " read as ");

/** Puts the kinds of a list of pictures among those that can be chosen. */
export function offerKinds(figure, kinds) {
  const select = figure.querySelector("select");
  const known = [...select.options].map(({ value }) => value);
  const all = [...new Set([...known, ...kinds])].sort((a, b) => a.localeCompare(b));
  const options = all.map((kind) => new Option(kind === "" ? "all" : saysOf(kind), kind));
  select.replaceChildren(...options);
}

/** The list beside the pictures chooses; so does a click on the confusion matrix. */
export function followMistakes() {
  document.addEventListener("change", ({ target }) => {
    const figure = target.closest(".mistakes");
    if (figure !== null && target.matches("select")) showKind(figure, target.value);
  });
}

/** For Vega's view of a confusion matrix. */
export function chooseMistakes(view, place) {
  const figure = document.getElementById(`${place.closest(".view").id}/mistakes`);
  if (figure === null || !place.id.includes("/confusion-matrix/")) return;
  place.classList.add("clickable");
  view.addEventListener("click", (_event, item) => {
    const { actual, predicted } = item?.datum ?? {};
    if (actual === undefined || actual === predicted) return;
    showKind(figure, `${actual} ${predicted}`);
    figure.scrollIntoView({ block: "nearest", behavior: "smooth" });
  });
}
