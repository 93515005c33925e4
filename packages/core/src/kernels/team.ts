import type {} from "./webassembly.ts";
import { LinearMemory } from "./linear-memory.ts";

/** Whose a part of a call is: nobody's, for a helper to take, a helper's, or ended. */
const [free, posted, taken, done, failed] = [0, 1, 2, 3, 4] as const;

/** A slot: its state and the kernel's number, how many arguments, from byte 16 on the arguments. */
const slotBytes = 192;
const argumentsFrom = 16;

/** How often a helper looks for its next part before it sleeps: about a millisecond, as waking takes long. */
const looks = 500_000;

export type Kernel = (...args: number[]) => number;

/** What a helper needs to find its slot; can be posted to another thread. */
export interface HelperSeat {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Where in the memory its slot begins, in bytes. */
  readonly offset: number;
}

/** The same instance for any thread: exports of one module have one order. */
const kernelsOf = (module: WebAssembly.Module, memory: WebAssembly.Memory) =>
  new WebAssembly.Instance(module, { env: { memory } }).exports;

function slotOf(memory: WebAssembly.Memory, offset: number) {
  return {
    words: new Int32Array(memory.buffer, offset, argumentsFrom / 4),
    args: new Float64Array(memory.buffer, offset + argumentsFrom, (slotBytes - argumentsFrom) / 8),
  };
}

/**
 * Threads that compute kernels together, parts of one call each: whoever calls, and its helpers, who
 * execute `help`. What no helper has begun when the caller is through with its own part, the caller
 * computes too, so that helpers that are busy, not yet there or gone cost next to nothing.
 */
export class Team {
  /** Threads, the caller among them. */
  readonly size: number;
  readonly seats: readonly HelperSeat[];
  readonly #exports: Record<string, unknown>;
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #slots: readonly ReturnType<typeof slotOf>[];

  /** The slots are in memory that is never released. */
  constructor(module: WebAssembly.Module, memory: WebAssembly.Memory, helpers: number) {
    this.size = 1 + helpers;
    this.#exports = kernelsOf(module, memory);
    this.#numbers = new Map(Object.keys(this.#exports).map((name, i) => [name, i]));
    const own = new LinearMemory(memory);
    const offsets = Array.from({ length: helpers }, () => own.allocate(slotBytes).byteOffset);
    this.seats = offsets.map((offset) => ({ module, memory, offset }));
    this.#slots = offsets.map((offset) => slotOf(memory, offset));
  }

  /** A value that the module exports. */
  constant(name: string): number {
    return (this.#exports[name] as WebAssembly.Global).value;
  }

  /** What stands for a kernel in a slot. */
  numberOf(name: string): number {
    return this.#numbers.get(name)!;
  }

  kernel(name: string): Kernel {
    return this.#exports[name] as Kernel;
  }

  /** A kernel once for each list of arguments, at most `size` of them, at the same time; back when all are done. */
  run(name: string, parts: readonly (readonly number[])[]): void {
    const kernel = this.kernel(name);
    const number = this.numberOf(name);
    for (let i = 1; i < parts.length; i++) {
      const { words, args } = this.#slots[i - 1]!;
      args.set(parts[i]!);
      words[1] = number;
      words[2] = parts[i]!.length;
      Atomics.store(words, 0, posted);
      Atomics.notify(words, 0);
    }
    kernel(...parts[0]!);
    for (let i = 1; i < parts.length; i++) {
      const { words } = this.#slots[i - 1]!;
      const isOpen = Atomics.compareExchange(words, 0, posted, free) === posted;
      if (isOpen || ended(words) === failed) kernel(...parts[i]!);
      Atomics.store(words, 0, free);
    }
  }
}

/** What became of a part that a helper has: it is all but done. */
function ended(words: Int32Array): number {
  let state = Atomics.load(words, 0);
  for (let i = 0; state === taken; state = Atomics.load(words, 0)) {
    if (++i > looks) Atomics.wait(words, 0, taken, 1);
  }
  return state;
}

/** A helper's life, in a thread of its own: it ends with the thread. */
export function help({ module, memory, offset }: HelperSeat): never {
  const kernels = Object.values(kernelsOf(module, memory)) as Kernel[];
  const { words, args } = slotOf(memory, offset);
  while (true) {
    let i = 0;
    let state = Atomics.load(words, 0);
    for (; state !== posted; state = Atomics.load(words, 0)) {
      if (++i > looks) Atomics.wait(words, 0, state);
    }
    if (Atomics.compareExchange(words, 0, posted, taken) !== posted) continue;
    let outcome: number = done;
    try {
      kernels[words[1]!]!(...args.subarray(0, words[2]));
    } catch {
      outcome = failed; // the caller computes it, and hears of the error
    }
    Atomics.store(words, 0, outcome);
    Atomics.notify(words, 0);
  }
}
