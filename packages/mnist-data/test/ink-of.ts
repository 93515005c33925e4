import { side } from "../src/mnist-form.ts";

/** Where the ink is, in pixels: its box and the centre of its mass. */
export function inkOf(picture: Uint8Array) {
  const rows: number[] = [];
  const columns: number[] = [];
  let [mass, x, y] = [0, 0, 0];
  picture.forEach((value, i) => {
    if (value === 0) return;
    const [row, column] = [Math.floor(i / side), i % side];
    rows.push(row);
    columns.push(column);
    mass += value;
    x += value * column;
    y += value * row;
  });
  const extent = (of: number[]) => Math.max(...of) - Math.min(...of) + 1;
  return { height: extent(rows), width: extent(columns), x: x / mass, y: y / mass };
}
