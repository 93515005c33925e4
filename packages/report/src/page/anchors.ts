/** An id for each name, readable where the name allows and never given twice. */
export function anchors(names: readonly string[]): string[] {
  const taken = new Set(["results", "experiments", "everything", "performance", "live", "vega"]);
  return names.map((name) => {
    const plain =
      name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^-|-$/g, "")
        .slice(0, 60) || "experiment";
    let id = plain;
    for (let n = 2; taken.has(id); n++) id = `${plain}-${n}`;
    taken.add(id);
    return id;
  });
}
