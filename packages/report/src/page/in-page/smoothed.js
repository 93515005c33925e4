/**
 * Each line's running mean, where a weight w of what was before remains from step to step: exponential and
 * debiased, so that it begins at the first value. Where steps are missing, w counts for each step's width.
 */
export function smoothed(rows, weight) {
  const lines = Map.groupBy(rows, ({ point, line }) => JSON.stringify([point, line]));
  return [...lines.values()].flatMap((line) => {
    const known = line.filter(({ mean }) => mean !== null).sort((a, b) => a.step - b.step);
    const width = (known.at(-1)?.step - known[0]?.step) / Math.max(1, known.length - 1);
    let [sum, norm] = [0, 0];
    return known.map(({ point, line: name, step, mean }, i) => {
      const steps = i === 0 ? 1 : (step - known[i - 1].step) / width;
      const remains = weight ** steps;
      sum = remains * sum + (1 - remains) * mean;
      norm = remains * norm + (1 - remains);
      return { point, line: name, step, mean: sum / norm };
    });
  });
}
