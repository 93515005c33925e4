import { UserError } from "@gradlab/schema/mistake";
import type { CommandModule } from "yargs";

interface Flags {
  experiment?: string;
  tensorboard?: string | string[];
}

export const exportCommand: CommandModule<object, Flags> = {
  command: "export [experiment]",
  describe: "the newest run in another format",
  builder: (yargs) =>
    yargs
      .positional("experiment", { describe: "its name", type: "string" })
      .option("tensorboard", {
        type: "string",
        describe: "folder for event files: a run for each trial; replaces what it wrote before",
      })
      .example("pnpm exp export lr-sweep --tensorboard logs", "then: tensorboard --logdir logs")
      .epilogue("TensorBoard scalars: train_loss, train_acc, test_acc over steps.") as never,
  async handler({ _: [, ...more], experiment, tensorboard: dir }) {
    if (typeof dir !== "string" || dir === "") {
      throw new UserError(
        `${Array.isArray(dir) ? "more than one folder" : "no format named"}; expected --tensorboard DIR\n` +
          "`pnpm exp export lr-sweep --tensorboard logs` writes event files below logs",
      );
    }
    const { newestRun, readTrials } = await import("../export/newest-run.ts");
    const { exportTensorBoard } = await import("../export/tensorboard.ts");
    const root = process.cwd();
    const run = newestRun(root, experiment, more);
    const trials = readTrials(root, run, run.trials);
    const done = await exportTensorBoard(run, trials, dir);
    const out = (line: string) => void process.stdout.write(`${line}\n`);
    out(`${run.experiment}: ${done.trials} trials written to ${done.folder}`);
    if (done.empty > 0) out(`${done.empty} trials left out: they recorded nothing over steps`);
    if (done.removed > 0) out(`${done.removed} files of an earlier export removed`);
    out(`Next: tensorboard --logdir ${/[^\w./-]/.test(dir) ? `'${dir}'` : dir}`);
  },
};
