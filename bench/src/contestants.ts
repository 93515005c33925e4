import { fileURLToPath } from "node:url";
import type { Request } from "./measurers/answer.ts";
import type { Task } from "./measurers/prepare.ts";
import { Answering, type Command } from "./processes.ts";
import type { World } from "./world.ts";

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** One thread, whichever library numpy was built with. */
const oneThread = {
  ...process.env,
  OMP_NUM_THREADS: "1",
  OPENBLAS_NUM_THREADS: "1",
  MKL_NUM_THREADS: "1",
  VECLIB_MAXIMUM_THREADS: "1",
};

export type PeerName = "book_net" | "float32_net" | "torch_net";

export function peerCommand({ core, folder }: World, name: PeerName, ...args: string[]): Command {
  const [verb, ...rest] = args as [string, ...string[]];
  return {
    program: "python3",
    args: [path(`../peers/${name}.py`), verb, folder, ...rest],
    environment: oneThread,
    core,
  };
}

/** gradlab in a process of its own on one core, which times what it is asked for. */
export class Gradlab extends Answering {
  constructor({ dataSet, folder, core }: World) {
    const args = [path("measurers/answer.ts"), JSON.stringify(dataSet), folder];
    super({ program: process.execPath, args, core });
  }

  time(request: Request): Promise<{ seconds: number; operations: number }> {
    return this.ask(request);
  }
}

/** NumPy, the same way. */
export class Peer extends Answering {
  constructor(world: World, name: PeerName) {
    super(peerCommand(world, name, "serve"));
  }

  async time(task: Task, seconds: number): Promise<number> {
    return (await this.ask<{ seconds: number }>({ ...task, seconds })).seconds;
  }
}

/** Operations of a run with dense images, as NumPy has them. */
export function denseOperations(task: Task): number {
  const widths = [784, ...task.hidden, 10];
  const products = widths.slice(1).map((width, l) => widths[l]! * width);
  const sum = products.reduce((total, product) => total + product, 0);
  if (task.what === "evaluate") return 2 * task.images * sum;
  return 2 * task.batch * (3 * sum - products[0]!);
}
