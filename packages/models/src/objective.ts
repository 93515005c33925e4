import { numericalDerivative, rowReader, type Floats, type Rng } from "@gradlab/core";
import type { Batch } from "./images.ts";
import type { Mlp } from "./mlp.ts";
import { numericStep } from "./numerical-gradient.ts";
import type { Table } from "./train-contract.ts";

/** What a param's change is judged by, over one batch: mean loss, or share read right. */
export const objectives = {
  loss: (net: Mlp, { x, labels }: Batch) => net.lossSum(x, labels) / x.rows,
  accuracy: (net: Mlp, { x, labels }: Batch) => {
    net.forward(x);
    return net.countCorrect(labels, x.rows) / x.rows;
  },
} as const;
export type ObjectiveName = keyof typeof objectives;

/** One number of one param array. */
interface Place {
  readonly param: Floats;
  readonly index: number;
}

/**
 * Central differences of the objective for `count` params, drawn without replacement among all but the
 * first layer's weights of pixels that the batch does not have. The net is left as it was.
 */
export function objectiveGradient(
  net: Mlp,
  batch: Batch,
  name: ObjectiveName,
  count: number,
  rng: Rng,
): number[] {
  const places = draw(placesThatMatter(net, batch), count, rng);
  return places.map((place) => {
    const f = objectiveAlong(net, batch, name, place);
    return numericalDerivative(f, place.param[place.index]!, numericStep);
  });
}

/** The objective as the last layer's weight of steepest loss goes through 201 places, −1..1 off its own. */
export function objectiveScan(net: Mlp, batch: Batch, name: ObjectiveName): Table {
  net.backpropagate(batch.x, batch.labels);
  const { weight, dWeight } = net.layers.at(-1)!;
  let index = 0;
  for (let i = 0; i < dWeight.length; i++) {
    if (Math.abs(dWeight[i]!) > Math.abs(dWeight[index]!)) index = i;
  }
  const own = weight[index]!;
  const f = objectiveAlong(net, batch, name, { param: weight, index });
  const offset = Array.from({ length: 201 }, (_, i) => (i - 100) / 100);
  return { offset, value: offset.map((it) => f(own + it)) };
}

/** The objective as a function of one param, which is put back each time. */
function objectiveAlong(net: Mlp, batch: Batch, name: ObjectiveName, { param, index }: Place) {
  return (value: number): number => {
    const kept = param[index]!;
    param[index] = value;
    const result = objectives[name](net, batch);
    param[index] = kept;
    return result;
  };
}

function placesThatMatter(net: Mlp, { x }: Batch): Place[] {
  const occurs = new Uint8Array(x.columns);
  const { begin, end, column } = rowReader(x);
  for (let n = 0; n < x.rows; n++) {
    for (let p = begin(n); p < end(n); p++) occurs[column[p]!] = 1;
  }
  const O = net.layers[0]!.outputs;
  return net.params.flatMap((param, p) =>
    Array.from(param, (_, index) => ({ param, index })).filter(
      ({ index }) => p > 0 || occurs[Math.floor(index / O)] === 1,
    ),
  );
}

/** The first `count` of a shuffled deck. */
function draw(places: Place[], count: number, rng: Rng): Place[] {
  const drawn = Math.min(count, places.length);
  for (let i = 0; i < drawn; i++) {
    const j = i + rng.below(places.length - i);
    [places[i], places[j]] = [places[j]!, places[i]!];
  }
  return places.slice(0, drawn);
}
