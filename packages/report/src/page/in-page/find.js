const texts = new WeakMap();

function textOf(card) {
  if (!texts.has(card)) {
    const about = document.getElementById(card.dataset.of);
    texts.set(card, `${card.dataset.of} ${about.textContent}`.toLowerCase());
  }
  return texts.get(card);
}

/** Shows the cards that hold every word sought, in their experiment's whole text, and the verdict chosen. */
function find() {
  const finder = document.querySelector(".finder");
  if (finder === null) return;
  const cards = [...document.querySelectorAll(".card")];
  const sought = finder.querySelector("input[type=search]").value;
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  const verdict = finder.querySelector("input[type=radio]:checked")?.value ?? "";
  for (const card of cards) {
    const named = words.every((word) => textOf(card).includes(word));
    card.hidden = !named || (verdict !== "" && !card.dataset.verdicts.split(" ").includes(verdict));
  }
  for (const chapter of document.querySelectorAll(".chapter")) {
    chapter.hidden = chapter.querySelector(".card:not([hidden])") === null;
  }
  const shown = cards.filter((card) => !card.hidden).length;
  finder.querySelector("output").textContent =
    shown === cards.length ? "" : `${shown === 0 ? "None" : shown} of ${cards.length} shown`;
}

export function findExperiments() {
  document.addEventListener("input", ({ target }) => {
    if (target.closest(".finder") !== null) find();
  });
  find();
}
