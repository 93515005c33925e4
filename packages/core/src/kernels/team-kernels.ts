import type {} from "./webassembly.ts";
import { activationNames, type Floats, type Kernels, type Precision } from "./contract.ts";
import { isPicked } from "./row-reader.ts";
import type { LinearMemory } from "./linear-memory.ts";
import type { Team } from "./team.ts";
import { wasmKernels } from "./wasm-kernels.ts";

/**
 * Multiplications and additions that a part should have. With fewer it takes as long for what one thread
 * has written to reach the cache of another.
 */
const usualLeastWork = 500_000;

/** Of the pixels of an image, as a guess: only what is worth sharing hangs on it. */
const shareOfNonzeros = 0.2;

/** Of moving one weight up and down, for a class: two exponentials, for some of the samples. */
const workOfDifference = 500;

/** Of a number that an activation or optimizer makes, as its memory takes longer than its arithmetic. */
const workOfNumber = 4;

/**
 * The WASM kernels, calls with much to do shared by a team: forward by samples, backward by inputs,
 * updates by params. Each number is computed by one thread, in the same order: the bits are the same.
 */
export function teamKernels(
  module: WebAssembly.Module,
  memory: LinearMemory,
  precision: Precision,
  team: Team,
  leastWork: number = usualLeastWork,
): Kernels {
  const alone = wasmKernels(module, memory, precision);
  /** The export's name of a kernel. */
  const of = (name: string) => `${name}${precision === "float32" ? "32" : "64"}`;
  const bytesEach = precision === "float32" ? 4 : 8;
  const panelBytes = team.constant("panelBytes");
  const pickedBytes = team.kernel("pickedBytes");
  const at = (array: ArrayBufferView) => memory.offsetOf(array);

  const scratches = Array.from({ length: team.size }, () => memory.allocate(panelBytes));
  const scratchOf = (part: number, bytes: number) => {
    if (scratches[part]!.length < bytes) scratches[part] = memory.allocate(bytes);
    return scratches[part]!.byteOffset;
  };

  /** Shares `count` things of `workEach`; false where that does not pay, and nothing was done. */
  function share(
    name: string,
    count: number,
    workEach: number,
    argsOf: (from: number, count: number, part: number) => readonly number[],
  ): boolean {
    const parts = Math.min(team.size, count, Math.floor((count * workEach) / leastWork));
    if (parts < 2) return false;
    const begin = (part: number) => Math.floor((part * count) / parts);
    const lists = Array.from({ length: parts }, (_, part) =>
      argsOf(begin(part), begin(part + 1) - begin(part), part),
    );
    team.run(name, lists);
    return true;
  }

  /** Arrays of as many numbers, each computed from those at its own place. */
  const shareNumbers = (
    name: string,
    count: number,
    arrays: readonly Floats[],
    settings: readonly number[] = [],
  ) =>
    share(of(name), count, workOfNumber, (from, n) => [
      ...arrays.map((array) => at(array) + from * bytesEach),
      n,
      ...settings,
    ]);

  return {
    ...alone,

    sparseAffine(x, weight, bias, out, O) {
      if (isPicked(x)) {
        const { rows, columns, samples, levels, images } = x;
        const { rowStart, column, pixel } = images;
        const isShared = share(
          of("pickedAffine"),
          rows,
          columns * shareOfNonzeros * O,
          (from, n, part) => [
            n,
            at(rowStart),
            at(column),
            at(pixel),
            at(samples) + from * 4,
            at(levels),
            columns,
            at(weight),
            at(bias),
            at(out) + from * O * bytesEach,
            O,
            scratchOf(part, pickedBytes(n, columns)),
          ],
        );
        if (isShared) return;
      }
      alone.sparseAffine(x, weight, bias, out, O);
    },

    sparseWeightGradient(x, dz, dWeight, O) {
      if (isPicked(x)) {
        const { rows, columns, samples, levels, images } = x;
        const { rowStart, column, pixel } = images;
        const isShared = share(
          of("pickedWeightGradient"),
          columns,
          rows * shareOfNonzeros * O,
          (from, n, part) => [
            rows,
            at(rowStart),
            at(column),
            at(pixel),
            at(samples),
            at(levels),
            from,
            n,
            at(dz),
            at(dWeight) + from * O * bytesEach,
            O,
            scratchOf(part, pickedBytes(rows, n)),
          ],
        );
        if (isShared) return;
      }
      alone.sparseWeightGradient(x, dz, dWeight, O);
    },

    affine(x, weight, bias, out, B, I, O) {
      const argsOf = (from: number, n: number, part: number) => [
        at(x) + from * I * bytesEach,
        at(weight),
        at(bias),
        at(out) + from * O * bytesEach,
        n,
        I,
        O,
        scratchOf(part, panelBytes),
      ];
      if (!share(of("affine"), B, I * O, argsOf)) alone.affine(x, weight, bias, out, B, I, O);
    },

    weightGradient(x, dz, dWeight, B, I, O) {
      const argsOf = (from: number, n: number, part: number) => [
        at(x) + from * bytesEach,
        I,
        at(dz),
        at(dWeight) + from * O * bytesEach,
        B,
        n,
        O,
        scratchOf(part, panelBytes + B * n * bytesEach),
      ];
      if (!share(of("weightGradient"), I, B * O, argsOf)) {
        alone.weightGradient(x, dz, dWeight, B, I, O);
      }
    },

    inputGradient(dz, weight, dx, B, I, O) {
      const argsOf = (from: number, n: number, part: number) => [
        at(dz),
        at(weight) + from * O * bytesEach,
        at(dx) + from * bytesEach,
        I,
        B,
        n,
        O,
        scratchOf(part, panelBytes + n * O * bytesEach),
      ];
      if (!share(of("inputGradient"), I, B * O, argsOf))
        alone.inputGradient(dz, weight, dx, B, I, O);
    },

    activate(name, z, a, count) {
      if (name !== "identity" && shareNumbers(name, count, [z, a])) return;
      alone.activate(name, z, a, count);
    },

    activationGradient(name, a, da, count) {
      if (name !== "identity" && shareNumbers(`${name}Gradient`, count, [a, da])) return;
      alone.activationGradient(name, a, da, count);
    },

    unitDifferences(xT, h, name, z, a, logits, weight, labels, sums, O, C) {
      const isShared =
        precision === "float64" &&
        name !== "identity" &&
        share("unitDifferences", xT.rows, O * C * workOfDifference, (from, n) => [
          n,
          at(xT.rowStart) + from * 4,
          at(xT.column),
          at(xT.value),
          h,
          activationNames.indexOf(name),
          at(z),
          at(a),
          at(logits),
          at(weight),
          at(labels),
          at(sums) + from * O * bytesEach,
          O,
          C,
        ]);
      if (!isShared) {
        alone.unitDifferences(xT, h, name, z, a, logits, weight, labels, sums, O, C);
      }
    },

    sgd(w, dw, rate) {
      if (!shareNumbers("sgd", w.length, [w, dw], [rate])) alone.sgd(w, dw, rate);
    },

    momentum(w, dw, v, rate, m) {
      const isShared = shareNumbers("momentum", w.length, [w, dw, v], [rate, m]);
      if (!isShared) alone.momentum(w, dw, v, rate, m);
    },

    nesterov(w, dw, v, rate, m) {
      const isShared = shareNumbers("nesterov", w.length, [w, dw, v], [rate, m]);
      if (!isShared) alone.nesterov(w, dw, v, rate, m);
    },

    adagrad(w, dw, h, rate) {
      if (!shareNumbers("adagrad", w.length, [w, dw, h], [rate])) alone.adagrad(w, dw, h, rate);
    },

    rmsprop(w, dw, h, rate, kept) {
      const isShared = shareNumbers("rmsprop", w.length, [w, dw, h], [rate, kept]);
      if (!isShared) alone.rmsprop(w, dw, h, rate, kept);
    },

    adam(w, dw, m, v, rate, beta1, beta2) {
      const isShared = shareNumbers("adam", w.length, [w, dw, m, v], [rate, beta1, beta2]);
      if (!isShared) alone.adam(w, dw, m, v, rate, beta1, beta2);
    },

    decay(w, dw, lambda) {
      if (!shareNumbers("decay", w.length, [w, dw], [lambda])) alone.decay(w, dw, lambda);
    },
  };
}
