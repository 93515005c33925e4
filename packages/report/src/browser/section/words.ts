const space = "\u00a0";

/** "98.2 %"; what is not all and not nothing does not look like it. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return "not a number";
  const hundredth = 100 * share;
  if (share > 0.9995 && share < 1) return `>${space}99.9${space}%`;
  if (share > 0 && share < 0.0005) return `<${space}0.1${space}%`;
  return `${hundredth.toFixed(1)}${space}%`;
}

export const number = (value: number): string =>
  (Number.isFinite(value) ? value.toFixed(2) : String(value)).replace("-", "\u2212");

export const signed = (value: number): string => (value > 0 ? "+" : "") + number(value);

export const steps = (step: number): string => `step ${step.toLocaleString("en-US")}`;
