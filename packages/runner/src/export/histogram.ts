import type { Histogram } from "./event-messages.ts";

/** As many as TensorBoard draws itself. */
const buckets = 30;

/** The finite of these numbers in buckets of one width from the smallest to the largest; none of none. */
export function histogramOf(numbers: Float64Array): Histogram | undefined {
  const finite = numbers.filter(Number.isFinite);
  if (finite.length === 0) return undefined;
  let [min, max, sum, sumSquares] = [Infinity, -Infinity, 0, 0];
  for (const x of finite) {
    min = Math.min(min, x);
    max = Math.max(max, x);
    sum += x;
    sumSquares += x * x;
  }
  const width = max / buckets - min / buckets;
  const same = { min, max, num: finite.length, sum, sumSquares };
  if (width === 0) return { ...same, bucketLimit: [max], bucket: [finite.length] };
  const bucket = Array<number>(buckets).fill(0);
  for (const x of finite) {
    bucket[Math.max(0, Math.min(buckets - 1, Math.floor(x / width - min / width)))]!++;
  }
  const bucketLimit = bucket.map((_, i) => (i === buckets - 1 ? max : min + (i + 1) * width));
  return { ...same, bucketLimit, bucket };
}
