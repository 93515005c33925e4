import type { BenchComparison, Cost } from "@gradlab/schema";
import { denseOperations, Gradlab, Peer } from "../contestants.ts";
import type { Task } from "../measurers/prepare.ts";
import type { Plan } from "../plan.ts";
import { inTurn } from "../rounds.ts";
import { measurement, ratios } from "../statistics.ts";
import type { World } from "../world.ts";
import type { Part } from "./contract.ts";
import { imagesFor, lines, usual, usualBatch, type Line, type Place } from "./net-sizes.ts";

type Who = "wasm" | "reference" | "numpy" | "book";
interface Timed {
  /** Of each round, by who. */
  readonly seconds: Partial<Record<Who, number[]>>;
  readonly operations: Partial<Record<Who, number>>;
}

const names: Record<Who, string> = {
  wasm: "gradlab",
  reference: "gradlab, reference kernels",
  numpy: "float32 NumPy",
  book: "the book's NumPy script",
};

/** Steps and evaluations by size: the WASM kernels beside the reference kernels beside NumPy. */
export const kernels: Part = async (world, plan) => {
  const contest = new Contest(world, plan);
  try {
    const costs: Cost[] = [];
    for (const line of lines(plan)) costs.push(...(await costsAlong(line, contest)));
    return { comparisons: await comparisons(contest, plan), costs };
  } finally {
    await contest.close();
  }
};

/** Everyone in turn at one task, each task once. */
class Contest {
  readonly #world: World;
  readonly #plan: Plan;
  readonly #gradlab: Gradlab;
  readonly #numpy: Peer | undefined;
  readonly #book: Peer | undefined;
  readonly #known = new Map<string, Timed>();

  constructor(world: World, plan: Plan) {
    this.#world = world;
    this.#plan = plan;
    this.#gradlab = new Gradlab(world);
    this.#numpy = world.numpy === undefined ? undefined : new Peer(world, "float32_net");
    this.#book = world.numpy === undefined ? undefined : new Peer(world, "book_net");
  }

  async time(task: Task, withBook = false): Promise<Timed> {
    const key = JSON.stringify([task, withBook]);
    const known = this.#known.get(key) ?? this.#known.get(JSON.stringify([task, true]));
    if (known !== undefined) return known;
    const timed = await this.#measure(task, withBook);
    this.#known.set(key, timed);
    const wasm = measurement(timed.seconds.wasm!).median * 1e6;
    this.#world.say(`${JSON.stringify(task)}: ${wasm.toPrecision(3)} µs`);
    return timed;
  }

  async #measure(task: Task, withBook: boolean): Promise<Timed> {
    const { seconds, rounds } = this.#plan;
    const operations: Timed["operations"] = {};
    const own = (kernels: "wasm" | "reference") => async () => {
      const answer = await this.#gradlab.time({ ...task, kernels, seconds });
      operations[kernels] = answer.operations;
      return answer.seconds;
    };
    const [numpy, book] = [this.#numpy, withBook ? this.#book : undefined];
    if (numpy) operations.numpy = denseOperations(task);
    const everyone = {
      wasm: own("wasm"),
      ...(numpy && { numpy: () => numpy.time(task, seconds) }),
      ...(book && { book: () => book.time(task, seconds) }),
      reference: own("reference"),
    };
    await inTurn(1, everyone); // to warm up
    return { seconds: await inTurn(rounds, everyone), operations };
  }

  async close(): Promise<void> {
    await Promise.all([this.#gradlab.close(), this.#numpy?.close(), this.#book?.close()]);
  }
}

async function costsAlong({ axis, what, places }: Line, contest: Contest): Promise<Cost[]> {
  const timed: (Place & Timed)[] = [];
  for (const place of places) timed.push({ ...place, ...(await contest.time(place.task)) });
  return (["wasm", "reference", "numpy"] as const)
    .filter((who) => timed.every(({ seconds }) => seconds[who] !== undefined))
    .map((who) => ({
      axis,
      what,
      unit: axis === "samples" ? "ms" : "µs",
      who: names[who],
      points: timed.map(({ at, task, seconds, operations }) => {
        const each = axis !== "samples" && task.what === "evaluate" ? task.images : 1;
        const scale = (axis === "samples" ? 1e3 : 1e6) / each;
        return {
          at,
          value: measurement(seconds[who]!.map((it) => it * scale)),
          gflops: operations[who]! / measurement(seconds[who]!).median / 1e9,
        };
      }),
    }));
}

async function comparisons(contest: Contest, plan: Plan): Promise<BenchComparison[]> {
  const step = (hidden: readonly number[]): Task => ({ what: "step", batch: usualBatch, hidden });
  const ofStep = await contest.time(step(usual), true);
  const images = imagesFor(usual);
  const ofReading = await contest.time({ what: "evaluate", images, hidden: usual }, true);
  const ofWide = await contest.time(step(plan.wide));
  const micro = (seconds: number) => seconds * 1e6;
  const imagesPerSecond = (seconds: number) => images / seconds;
  const milli = (seconds: number) => seconds * 1e3;
  const wide = `a step of 784-${plan.wide.join("-")}-10`;
  const goals = {
    step: { required: 2, aim: 4 },
    reading: { required: 1.5, aim: 3 },
    wide: { required: 0.4, aim: 0.5 },
  };
  return [
    against("numpy", "a step of 784-50-10, float32", "µs", ofStep, micro, goals.step),
    against("book", "a step of 784-50-10, float32", "µs", ofStep, micro),
    against("reference", "a step of 784-50-10, float32", "µs", ofStep, micro),
    against("numpy", "evaluation", "images/s", ofReading, imagesPerSecond, goals.reading),
    against("numpy", `${wide}, float32`, "ms", ofWide, milli, goals.wide),
  ].filter((it) => it !== undefined);
}

function against(
  who: Exclude<Who, "wasm">,
  what: string,
  unit: string,
  { seconds }: Timed,
  inUnit: (seconds: number) => number,
  goal?: { required: number; aim: number },
): BenchComparison | undefined {
  const [own, peer] = [seconds.wasm!, seconds[who]];
  if (peer === undefined && goal === undefined) return undefined;
  const value = measurement(own.map(inUnit));
  if (peer === undefined) return { part: "kernels", what, unit, value };
  return {
    part: "kernels",
    what,
    unit,
    value,
    peer: { name: names[who], value: measurement(peer.map(inUnit)) },
    ratio: ratios(peer, own),
    ...(goal && { goal: { of: "ratio" as const, better: "higher" as const, ...goal } }),
  };
}
