import {
  concert,
  createRng,
  gates as bookGates,
  learnPerceptron,
  perceptron,
  sgd,
  sparseRows,
  tensor,
  truthTables as bookTables,
  xor,
} from "@gradlab/core";
import { createLayers, Mlp, type MlpConfig } from "@gradlab/models";
import type { TrialConfig } from "@gradlab/schema";
import type { Task } from "./execute-trial.ts";
import { completeResult } from "./result.ts";

type Config = Extract<TrialConfig, { task: "gates" }>;
type Model<T extends string> = Extract<Config["model"], { type: T }>;

/** How to decide about the concert: in good weather with a companion; near a station, a companion is enough. */
const truthTables = {
  ...bookTables,
  "concert-far": bookTables.and,
  "concert-near": { ...bookTables.and, labels: Uint8Array.of(0, 0, 1, 1) },
};

/** Its third factor, the station, adds to the bias: in the plane of the other two it moves the line. */
const neurons = {
  ...bookGates,
  "concert-far": { weight: concert.weight.slice(0, 2), bias: concert.bias },
  "concert-near": { weight: concert.weight.slice(0, 2), bias: concert.bias + concert.weight[2] },
};

/** Something that answers points (N,2) with a class each, and how it came to. */
interface Solution {
  answers(this: void, points: Float64Array): ArrayLike<number>;
  readonly learning?: { readonly step: number[]; readonly wrong: number[] };
  readonly epochs?: number | undefined;
}

export const gatesTask: Task<"gates"> = ({ gate, model }, { seed }) => {
  const { answers, learning, epochs } = solve(gate, model, seed);
  const { x, labels } = truthTables[gate];
  const outputs = answers(x);
  const grid = gridPoints();
  const column = (points: Float64Array, k: number) => points.filter((_, i) => i % 2 === k);
  return completeResult({
    metrics: { "gate.wrong": wrongOf(outputs, labels), "gate.epochs": epochs ?? null },
    ...(learning && { series: { learning } }),
    tables: {
      regions: { x0: column(grid, 0), x1: column(grid, 1), output: answers(grid) },
      points: { x0: column(x, 0), x1: column(x, 1), target: labels, output: outputs },
    },
  });
};

function solve(gate: Config["gate"], model: Config["model"], seed: number): Solution {
  if (model.type === "book") return book(gate);
  return model.type === "perceptron" ? learned(gate, model) : trained(gate, model, seed);
}

function book(gate: Config["gate"]): Solution {
  if (gate === "xor") return { answers: each(xor) };
  const { weight, bias } = neurons[gate];
  return { answers: each((x) => perceptron(x, weight, bias)) };
}

function learned(gate: Config["gate"], model: Model<"perceptron">): Solution {
  const { x, labels } = truthTables[gate];
  const { weight, bias, errors, solvedInEpoch } = learnPerceptron({
    x: tensor(x, [4, 2]),
    targets: labels,
    learningRate: model.learningRate,
    epochs: model.epochs,
  });
  return {
    answers: each((point) => perceptron(point, weight, bias)),
    learning: { step: errors.map((_, epoch) => epoch + 1), wrong: [...errors] },
    epochs: solvedInEpoch,
  };
}

const stepsBetweenLooks = 20;

function trained(gate: Config["gate"], model: Model<"mlp">, seed: number): Solution {
  const config: MlpConfig = {
    inputs: 2,
    hidden: [model.hidden],
    outputs: 2,
    activation: "tanh",
    init: { type: "he" },
  };
  const { x, labels } = truthTables[gate];
  const layers = createLayers(config, createRng(seed).split("params"));
  const net = new Mlp(config, layers, 4);
  const rows = sparseRows(x, 4, 2);
  const optimizer = sgd({ learningRate: model.learningRate });
  const learning = { step: [] as number[], wrong: [] as number[] };
  for (let step = 0; step <= model.steps; step++) {
    net.backpropagate(rows, labels);
    if (step % stepsBetweenLooks === 0 || step === model.steps) {
      learning.step.push(step);
      learning.wrong.push(4 - net.countCorrect(labels, 4));
    }
    if (step < model.steps) optimizer.update(net.params, net.grads);
  }
  return {
    learning,
    answers: (points) => {
      const count = points.length / 2;
      const reader = new Mlp(config, layers, count);
      reader.forward(sparseRows(points, count, 2));
      return Array.from({ length: count }, (_, n) => reader.predictedClass(n));
    },
  };
}

function each(answer: (point: Float64Array) => number): Solution["answers"] {
  return (points) =>
    Array.from({ length: points.length / 2 }, (_, n) => answer(points.subarray(2 * n, 2 * n + 2)));
}

function wrongOf(outputs: ArrayLike<number>, labels: Uint8Array): number {
  return labels.filter((label, n) => label !== outputs[n]).length;
}

/** 41×41 points of −0.5..1.5 (N,2), row by row. */
function gridPoints(): Float64Array {
  const axis = Array.from({ length: 41 }, (_, i) => (i - 10) / 20);
  return Float64Array.from(axis.flatMap((x1) => axis.flatMap((x0) => [x0, x1])));
}
