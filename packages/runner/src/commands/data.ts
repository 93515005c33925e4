import type { CommandModule } from "yargs";

interface Flags {
  action?: "show" | "fetch" | "verify";
  dataDir?: string;
  json?: boolean;
}

export const dataCommand: CommandModule<object, Flags> = {
  command: "data [action]",
  describe: "show, fetch or verify the data sets",
  builder: (yargs) =>
    yargs
      .positional("action", {
        choices: ["show", "fetch", "verify"] as const,
        default: "show" as const,
        describe: "fetch brings MNIST into the cache folder",
      })
      .option("data-dir", {
        type: "string",
        requiresArg: true,
        describe: "folder with the four MNIST files (or MNIST_DIR)",
      })
      .option("json", { type: "boolean", describe: "as JSON on standard output" })
      .example("pnpm exp data", "what is there")
      .example("pnpm exp data fetch", "MNIST, 11 MB") as never,
  async handler({ action, dataDir, json }) {
    const { dataStatus, fetchMnist } = await import("@gradlab/mnist-data");
    const { dataHost } = await import("../terminal/data-host.ts");
    const { textTable } = await import("../terminal/format.ts");
    const { widthOf } = await import("../terminal/wrapped.ts");
    const { exitCodes } = await import("../exit-codes.ts");
    const options = {
      ...dataHost(dataDir, (line) => void process.stderr.write(`${line}\n`)),
      environment: process.env,
    };
    if (action === "fetch") await fetchMnist(options);
    const states = await dataStatus(options);
    if (json) {
      process.stdout.write(`${JSON.stringify(states, null, 2)}\n`);
    } else {
      const rows = states.map((it) => [it.name, it.state, it.detail, it.place]);
      const table = textTable([["data set", "state", "", "place"], ...rows]);
      const width = widthOf(process.stdout);
      // Places stay whole, to be copied; the rule above them need not.
      for (const line of table.split("\n")) {
        process.stdout.write(`${line.startsWith("─") ? line.slice(0, width) : line}\n`);
      }
    }
    const wrong = action === "verify" ? ["broken", "absent"] : ["broken"];
    if (states.some(({ name, state }) => name === "mnist" && wrong.includes(state))) {
      process.exitCode = exitCodes.usage;
    }
  },
};
