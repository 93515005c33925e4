import type { CommandModule } from "yargs";

export const listCommand: CommandModule<object, { json?: boolean }> = {
  command: "list",
  describe: "every experiment, its trials and its last verdict",
  builder: (yargs) =>
    yargs
      .option("json", { type: "boolean", describe: "as JSON on standard output" })
      .example("pnpm exp list", "") as never,
  async handler({ json }) {
    const { catalogue } = await import("../catalogue-entry.ts");
    const { textTable } = await import("../terminal/format.ts");
    const { cut } = await import("../terminal/trial-text.ts");
    const { widthOf } = await import("../terminal/wrapped.ts");
    const entries = catalogue(process.cwd());
    if (json) {
      process.stdout.write(`${JSON.stringify(entries, null, 2)}\n`);
      return;
    }
    const chapters = [...new Set(entries.map(({ chapter }) => chapter))].sort();
    const inOrder = chapters.flatMap((chapter) => entries.filter((it) => it.chapter === chapter));
    const rows = chapters.flatMap((chapter) => [
      [chapter],
      ...inOrder
        .filter((it) => it.chapter === chapter)
        .map((it) => [
          `  ${it.name}`,
          it.trials === null ? "" : String(it.trials),
          it.verdict ?? "not run",
          it.problem ?? it.title,
        ]),
    ]);
    const width = widthOf(process.stdout);
    const table = textTable([["experiment", "trials", "verdict", ""], ...rows]);
    for (const line of table.split("\n")) {
      process.stdout.write(`${line.startsWith("─") ? line.slice(0, width) : cut(line, width)}\n`);
    }
    const next = inOrder.find((it) => it.verdict === null && it.problem === undefined);
    process.stdout.write(`\nNext: pnpm exp run ${(next ?? inOrder[0])?.name ?? "<name>"}\n`);
  },
};
