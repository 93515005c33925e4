/** "95 %", "97.7 %": a confidence, as far as its first decimal. */
export const confidenceName = (confidence = 0.95): string =>
  `${Number((confidence * 100).toFixed(1))} %`;
