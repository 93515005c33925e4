/** Numbers in row-major order: the last index of `shape` runs fastest. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

export type Nested = number | readonly Nested[];

/**
 * A tensor of nested arrays, its shape read off them, or of flat numbers with a shape. A Float64Array
 * is kept, anything else copied. Throws on ragged arrays and on a shape that does not fit.
 */
export function tensor(nested: Nested): Tensor;
export function tensor(data: ArrayLike<number>, shape?: readonly number[]): Tensor;
export function tensor(source: Nested | ArrayLike<number>, shape?: readonly number[]): Tensor {
  if (shape === undefined && (typeof source === "number" || Array.isArray(source))) {
    return fromNested(source as Nested);
  }
  const flat = source as ArrayLike<number>;
  const data = flat instanceof Float64Array ? flat : Float64Array.from(flat);
  const own = shape ?? [data.length];
  if (sizeOf(own) !== data.length) {
    throw new RangeError(`shape does not fit: ${shapeText(own)}; expected ${data.length} numbers`);
  }
  return { shape: [...own], data };
}

export function zeros(shape: readonly number[]): Tensor {
  return { shape: [...shape], data: new Float64Array(sizeOf(shape)) };
}

/** Nested arrays, a plain number for rank 0. */
export function toNested({ shape, data }: Tensor): Nested {
  const nest = (axis: number, start: number, size: number): Nested => {
    if (axis === shape.length) return data[start]!;
    const step = shape[axis] === 0 ? 0 : size / shape[axis]!;
    return Array.from({ length: shape[axis]! }, (_, i) => nest(axis + 1, start + i * step, step));
  };
  return nest(0, 0, data.length);
}

/** `(2,3)`, for messages. */
export function shapeText(shape: readonly number[]): string {
  return `(${shape.join(",")})`;
}

/** Throws where two shapes differ; `what` is the one that should fit, as "dout". */
export function expectShape(
  what: string,
  shape: readonly number[],
  expected: readonly number[],
): void {
  if (shape.length === expected.length && shape.every((n, i) => n === expected[i])) return;
  throw new RangeError(
    `shape of ${what} does not fit: ${shapeText(shape)}; expected ${shapeText(expected)}`,
  );
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, n) => {
    if (!Number.isInteger(n) || n < 0) throw new RangeError(`invalid shape: ${shapeText(shape)}`);
    return size * n;
  }, 1);
}

function fromNested(nested: Nested): Tensor {
  const shape: number[] = [];
  for (let level = nested; typeof level !== "number"; level = level[0]!) {
    shape.push(level.length);
    if (level.length === 0) break;
  }
  const numbers: number[] = [];
  const collect = (part: Nested, axis: number): void => {
    const length = typeof part === "number" ? undefined : part.length;
    if (length !== shape[axis]) {
      const found = length === undefined ? "a number" : `${length} entries`;
      const expected = shape[axis] === undefined ? "a number" : `${shape[axis]} entries`;
      throw new RangeError(`ragged array: ${found} at depth ${axis}; expected ${expected}`);
    }
    if (typeof part === "number") numbers.push(part);
    else for (const inner of part) collect(inner, axis + 1);
  };
  collect(nested, 0);
  return { shape, data: Float64Array.from(numbers) };
}
