import { muted } from "./colours.ts";
import type { EndLabel } from "./end-labels.ts";
import type { Layer } from "./layer.ts";

const leader = 10;

/** The name of each line at its end, a fine leader between, and above them what they are values of. */
export function lineNames(
  labels: readonly EndLabel[],
  axis: string,
  top: number,
  color: NonNullable<Layer["encoding"]>["color"],
): Layer[] {
  const data = { values: [...labels] };
  const y = { field: "labelMean", type: "quantitative" } as const;
  const x = { field: "labelStep", type: "quantitative" } as const;
  const names: Layer[] = [
    {
      data,
      mark: { type: "rule", strokeDash: [1, 2], x2Offset: leader },
      encoding: {
        x: { field: "step", type: "quantitative" },
        x2: { field: "labelStep" },
        y: { field: "mean", type: "quantitative" },
        y2: { field: "labelMean" },
        color: color!,
      },
    },
    {
      data,
      mark: { type: "text", align: "left", dx: leader + 3, fontWeight: "bold" },
      encoding: { x, y, text: { field: "point" }, color: color! },
    },
  ];
  if (axis === "") return names;
  return [
    ...names,
    {
      data: { values: [{ labelStep: labels[0]!.labelStep, labelMean: top }] },
      mark: { type: "text", align: "right", dx: leader + 3 + width(labels), dy: -16, color: muted },
      encoding: { x, y, text: { value: axis } },
    },
  ];
}

/** About how many pixels the widest name takes. */
const width = (labels: readonly EndLabel[]) =>
  Math.ceil(Math.max(...labels.map(({ point }) => point.length)) * 7.2);
