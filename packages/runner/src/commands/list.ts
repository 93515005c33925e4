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
    const entries = catalogue(process.cwd());
    if (json) {
      process.stdout.write(`${JSON.stringify(entries, null, 2)}\n`);
      return;
    }
    const chapters = [...new Set(entries.map(({ chapter }) => chapter))].sort();
    const rows = chapters.flatMap((chapter) => [
      [chapter],
      ...entries
        .filter((it) => it.chapter === chapter)
        .map((it) => [
          `  ${it.name}`,
          it.trials === null ? "" : String(it.trials),
          it.verdict ?? "not run",
          it.problem ?? it.title,
        ]),
    ]);
    process.stdout.write(`${textTable([["experiment", "trials", "verdict", ""], ...rows])}\n`);
    process.stdout.write(`\nNext: pnpm exp run ${entries[0]?.name ?? "<name>"}\n`);
  },
};
