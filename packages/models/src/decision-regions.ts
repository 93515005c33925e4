import { Batch, type SparseImages, sparseImages } from "./images.ts";
import type { Mlp } from "./mlp.ts";
import type { Table } from "./train-contract.ts";

const gridSize = 61;

/** What a net of two inputs says over the plane around the samples, and of the samples themselves. */
export function decisionRegions(net: Mlp, samples: SparseImages): Record<string, Table> {
  const points = dense(samples);
  const reach = (k: number) => {
    const values = Array.from({ length: samples.count }, (_, n) => points[2 * n + k]!);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const air = 0.15 * (high - low);
    return Array.from(
      { length: gridSize },
      (_, i) => low - air + ((high - low + 2 * air) * i) / (gridSize - 1),
    );
  };
  const [x0, x1] = [reach(0), reach(1)];
  const grid = x1.flatMap((b) => x0.flatMap((a) => [a, b]));
  const column = (data: ArrayLike<number>, k: number) =>
    Array.from({ length: data.length / 2 }, (_, n) => data[2 * n + k]!);
  return {
    regions: {
      x0: column(grid, 0),
      x1: column(grid, 1),
      output: classes(net, Float64Array.from(grid)),
    },
    points: {
      x0: column(points, 0),
      x1: column(points, 1),
      target: [...samples.labels.subarray(0, samples.count)],
      output: classes(net, points),
    },
  };
}

function classes(net: Mlp, points: Float64Array): number[] {
  const images = sparseImages(points, new Uint8Array(points.length / 2));
  const batch = new Batch(net.kernels, net.capacity, 2);
  const found: number[] = [];
  for (let start = 0; start < images.count; start += net.capacity) {
    const B = Math.min(net.capacity, images.count - start);
    batch.pick(
      images,
      Uint32Array.from({ length: B }, (_, b) => start + b),
    );
    net.forward(batch.x);
    for (let b = 0; b < B; b++) found.push(net.predictedClass(b));
  }
  return found;
}

/** Back from rows of nonzeros: (count, 2). */
function dense({ count, rowStart, column, pixel }: SparseImages): Float64Array {
  const points = new Float64Array(2 * count);
  for (let n = 0; n < count; n++) {
    for (let p = rowStart[n]!; p < rowStart[n + 1]!; p++) points[2 * n + column[p]!] = pixel[p]!;
  }
  return points;
}
