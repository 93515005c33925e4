import { isToySet } from "@gradlab/schema";
import { loadData, type LoadedData } from "../data.ts";
import { experimentFile } from "../experiment/catalogue.ts";
import { isObject } from "../experiment/is-object.ts";
import { parseOverrides } from "../experiment/overrides.ts";
import { resolve, type Plan } from "../experiment/resolve.ts";
import { readSource } from "../experiment/source.ts";
import { dataHost } from "../terminal/data-host.ts";
import { namesAndOverrides, wholeNumber, type PlanFlags } from "./run-flags.ts";

/** What the words and flags of a command ask for. */
export interface Planned {
  readonly plans: readonly Plan[];
  /** The data set of a plan, loaded once a command; a stand-in is told of. */
  dataOf(plan: Plan): Promise<LoadedData>;
  /** What to type to get this again. */
  commandOf(verb: string, plan: Plan, data: LoadedData): string;
}

/** Resolves every named experiment, or throws with all that is wrong, before anything is loaded. */
export async function planned(
  words: readonly (string | number)[],
  flags: PlanFlags,
  say: (sentence: string) => void,
): Promise<Planned> {
  const root = process.cwd();
  const { names, overrides } = namesAndOverrides(words);
  const seeds = wholeNumber("seeds", flags.seeds);
  const dataset = flags.dataset === undefined ? [] : [`dataset=${flags.dataset}`];
  parseOverrides(overrides); // what is wrong with them is said before any file is read
  const plans: Plan[] = [];
  for (const name of new Set(names)) {
    const source = readSource(root, experimentFile(root, name));
    const texts = readsImages(source.value) ? [...overrides, ...dataset] : overrides;
    const plan = resolve(name, source, parseOverrides(texts), seeds);
    plans.push(readsParams(plan) ? await withChecksums(plan) : plan);
  }

  const loaded = new Map<string, LoadedData>();
  return {
    plans,
    async dataOf({ experiment }) {
      const config = "dataset" in experiment ? experiment.dataset : undefined;
      const id = JSON.stringify(config);
      const known = loaded.get(id);
      if (known) return known;
      const data = await loadData(config, dataHost(flags.dataDir, say));
      loaded.set(id, data);
      const { name, standsInFor } = data.record;
      if (standsInFor) {
        say(`${name} stand in for ${standsInFor}: ${data.standInReason}`);
        say(`a folder with the files of ${standsInFor} can be named by --data-dir or MNIST_DIR`);
      }
      return data;
    },
    commandOf(verb, plan, data) {
      const dataDir = flags.dataDir ?? process.env["MNIST_DIR"];
      return [
        ...(dataDir === undefined || data.record.name !== "mnist" ? [] : ["MNIST_DIR=…"]),
        "pnpm exp",
        verb,
        plan.name,
        ...overrides.map((text) => (/[[\]{}*\s]/.test(text) ? `'${text}'` : text)),
        ...(seeds === undefined ? [] : [`--seeds ${seeds}`]),
        ...(dataset.length > 0 && readsImages(plan.experiment)
          ? [`--dataset ${flags.dataset}`]
          : []),
      ].join(" ");
    },
  };
}

const readsParams = ({ points }: Plan) =>
  points.some(({ config }) => config.task === "evaluate" && "file" in config.params);

/** With what reads params, which few experiments start from. */
async function withChecksums(plan: Plan): Promise<Plan> {
  const { withParamsChecksums } = await import("../experiment/params-file.ts");
  return withParamsChecksums(plan);
}

/** Only experiments on images take others by --dataset: the points of a spiral are their own question. */
const readsImages = (experiment: unknown) =>
  isObject(experiment) && "dataset" in experiment && !isToySet(experiment["dataset"]);
