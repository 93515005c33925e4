import type { CommandModule } from "yargs";

interface Flags {
  name?: string;
  task: string;
}

export const initCommand: CommandModule<object, Flags> = {
  command: "init <name>",
  describe: "write a new experiment, ready to run and to edit",
  builder: (yargs) =>
    yargs
      .positional("name", {
        type: "string",
        describe: "of the new file in experiments/",
      })
      .option("task", {
        type: "string",
        default: "train",
        requiresArg: true,
        describe: "what its trials do",
      })
      .example("pnpm exp init my-sweep", "train a net, sweep its learning rate")
      .example("pnpm exp init my-descent --task descent", "go down a function") as never,
  async handler({ name, task }) {
    const { writeTemplate } = await import("../experiment/write-template.ts");
    const file = writeTemplate(process.cwd(), name!, task);
    process.stdout.write(`wrote ${file}\nNext: pnpm exp run ${name}\n`);
  },
};
