import type { Argv, CommandModule } from "yargs";
import { planFlags, type PlanFlags } from "./run-flags.ts";

type Flags = PlanFlags & { words?: (string | number)[]; all: boolean; json: boolean };

export const whyCommand: CommandModule<object, Flags> = {
  command: "why [words..]",
  describe: "what a run would execute, and which change is the reason",
  builder: (yargs) =>
    planFlags(yargs as Argv)
      .positional("words", {
        describe: "names of experiments, and path=value to override their settings",
        type: "string",
        array: true,
      })
      .option("all", { type: "boolean", default: false, describe: "every experiment" })
      .option("json", { type: "boolean", default: false, describe: "as JSON on standard output" })
      .example("pnpm exp why lr-sweep", "why its trials are stored or not")
      .example("pnpm exp why lr-sweep train.steps=1000", "what this override would cost") as never,
  async handler(flags) {
    const { allOrNamed } = await import("./all-or-named.ts");
    const { planned } = await import("./planned.ts");
    const { PlannedTrials } = await import("../run/planned-trials.ts");
    const { causeOf } = await import("../run/why.ts");
    const { ResultStore } = await import("../results/store.ts");
    const { causeLabel } = await import("../terminal/cause-label.ts");
    const { pointLabel } = await import("../terminal/format.ts");
    const words = allOrNamed(flags.words ?? [], flags.all);
    const say = (sentence: string) => void process.stderr.write(`${sentence}\n`);
    const { plans, dataOf } = await planned(words, flags, say);
    const print = (line: string) => void process.stdout.write(`${line}\n`);
    for (const plan of plans) {
      const data = await dataOf(plan);
      const stored = new ResultStore(process.cwd(), plan.name).allTrials().map((it) => it.trial);
      const trials = new PlannedTrials(plan, data).all.map((trial) => ({
        trial,
        cause: causeOf(trial, data.record.checksum, stored),
      }));
      if (flags.json) {
        const rows = trials.map(({ trial: { point, seed, key }, cause }) => ({
          experiment: plan.name,
          sweepPoint: point.sweepPoint,
          seed,
          key,
          ...cause,
        }));
        print(JSON.stringify(rows, null, 2));
        continue;
      }
      const missing = trials.filter(({ cause }) => cause.kind !== "stored").length;
      print(`${plan.name}: ${trials.length} trials, ${missing} to execute`);
      const groups = Map.groupBy(trials, ({ cause }) => causeLabel(cause, plan.origins));
      for (const [label, members] of groups) {
        print(`  ${members.length} ${members.length === 1 ? "trial" : "trials"}: ${label}`);
        if (groups.size === 1) continue;
        const points = Map.groupBy(members, ({ trial }) => pointLabel(trial.point.sweepPoint));
        for (const [point, of] of points) {
          print(`    ${point} seed ${of.map(({ trial }) => trial.seed).join(", ")}`.trimEnd());
        }
      }
    }
  },
};
