import { basename } from "node:path";
import type { Prediction } from "../predict/predict.ts";

/** `three.png  3  98.2 % (next: 5, 1.1 %)`, a line a picture. */
export function predictionText(predictions: readonly Prediction[]): string {
  const names = predictions.map(({ file, index }) =>
    index === undefined ? basename(file) : `${basename(file)} ${index}`,
  );
  const width = Math.max(...names.map(({ length }) => length));
  return predictions
    .map(({ label, probabilities }, i) => {
      const [first, second] = probabilities
        .map((value, digit) => ({ value, digit }))
        .toSorted((a, b) => b.value - a.value);
      const found =
        label < 0
          ? "no digit, its outputs are not numbers"
          : `${label}  ${percent(first!.value)} (next: ${second!.digit}, ${percent(second!.value)})`;
      return `${names[i]!.padEnd(width)}  ${found}`;
    })
    .join("\n");
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
