import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  LinearMemory,
  plainKernels,
  Team,
  teamKernels,
  wasmKernels,
  type HelperSeat,
  type Kernels,
  type Precision,
} from "@gradlab/core/kernels";
import type { SparseImages, TrainingData } from "@gradlab/models";

export type KernelsName = "wasm" | "reference";

/** What a trial asks for the kernels of its precision. */
export type KernelsOf = (precision: Precision) => Kernels;

/** Plain TypeScript, in the engine's own memory. */
export const referenceKernels: KernelsOf = (precision) => plainKernels(precision);

/** Compiled kernels and the memory that all threads share; undefined: the reference kernels. */
export type Wasm =
  | { readonly module: WebAssembly.Module; readonly memory: WebAssembly.Memory }
  | undefined;

/** The kernels of a name; the plain ones, with a notice, where the engine has no SIMD. */
export function openKernels(name: KernelsName, notice: (says: string) => void): Wasm {
  if (name === "reference") return undefined;
  const bytes = readFileSync(fileURLToPath(import.meta.resolve("@gradlab/core/kernels.wasm")));
  if (!WebAssembly.validate(bytes)) {
    notice("no WebAssembly SIMD here: the reference kernels compute the same, more slowly");
    return undefined;
  }
  return { module: new WebAssembly.Module(bytes), memory: new LinearMemory().memory };
}

/** Allocates where kernels of every thread read; undefined: anywhere. */
export function allocator(wasm: Wasm): ((bytes: number) => Uint8Array) | undefined {
  const memory = wasm && new LinearMemory(wasm.memory);
  return memory && ((bytes) => memory.allocate(bytes));
}

/** A data set where kernels of every thread read it. */
export function placed(data: TrainingData, wasm: Wasm): TrainingData {
  if (wasm === undefined) return data;
  const memory = new LinearMemory(wasm.memory);
  return eachSplit(data, (images) => ({ ...images, ...memory.adopt(images) }));
}

/** One thread's place to compute: the data set, and kernels for one trial after the other. */
export class Workbench {
  readonly data: TrainingData;
  readonly #wasm: Wasm;
  readonly #memory: LinearMemory | undefined;
  readonly #team: Team | undefined;

  /** `data` as `placed` left it; `helpers`: how many threads will sit down on `seats`. */
  constructor(data: TrainingData, wasm: Wasm, helpers = 0) {
    const memory = wasm && new LinearMemory(wasm.memory);
    this.#wasm = wasm;
    this.#team = wasm && helpers > 0 ? new Team(wasm.module, wasm.memory, helpers) : undefined;
    this.#memory = memory;
    this.data = memory ? eachSplit(data, (images) => memory.own(images)) : data;
  }

  /** For threads that help to compute. */
  get seats(): readonly HelperSeat[] {
    return this.#team?.seats ?? [];
  }

  /** Once V8 has wide vectors. */
  useWideVectors(): void {
    this.#memory?.useWideVectors();
  }

  /** Kernels for one trial; those of the trial before lose their memory to it. */
  kernels(): KernelsOf {
    const wasm = this.#wasm;
    const memory = this.#memory;
    if (wasm === undefined || memory === undefined) return referenceKernels;
    memory.release();
    const team = this.#team;
    return (precision) =>
      team
        ? teamKernels(wasm.module, memory, precision, team)
        : wasmKernels(wasm.module, memory, precision);
  }
}

type ByteImages = SparseImages & { readonly pixel: Uint8Array };

/** Images of numbers, as those of toy sets, are left: they are few, and copied batch by batch. */
function eachSplit(data: TrainingData, f: (images: ByteImages) => SparseImages): TrainingData {
  const of = (images: SparseImages) =>
    images.pixel instanceof Uint8Array ? f(images as ByteImages) : images;
  return { ...data, train: of(data.train), test: of(data.test) };
}
