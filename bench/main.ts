#!/usr/bin/env node
import { didYouMean, UserError } from "@gradlab/schema/mistake";
import yargs from "yargs";
import { partNames, type PartName } from "./src/parts/index.ts";

const flags = ["full", "data-dir", "json", "help"];

try {
  const parser = yargs(process.argv.slice(2))
    .scriptName("pnpm bench")
    .usage(
      "$0 [part…]\n\nMeasures gradlab beside NumPy: a table, and JSON for the report.\n\n" +
        `Parts: ${partNames.join(", ")}; all of them unless some are named.`,
    )
    .option("full", {
      type: "boolean",
      default: false,
      describe: "the whole reference job, more sizes and more rounds: about a quarter of an hour",
    })
    .option("data-dir", {
      type: "string",
      requiresArg: true,
      describe: "folder with the four MNIST files (or MNIST_DIR)",
    })
    .option("json", {
      type: "string",
      requiresArg: true,
      describe: "file to write (results/bench/<time>.json)",
    })
    .example("pnpm bench", "everything, in about three minutes")
    .example("pnpm bench job --full", "what docs/performance.md states of the reference job")
    .version(false)
    .help()
    .wrap(Math.min(90, process.stdout.columns ?? 90))
    .strictOptions()
    .exitProcess(false)
    .showHelpOnFail(false)
    .fail((message: string | null, error: Error | undefined) => {
      if (error && error.name !== "YError") throw error;
      throw new UserError(explain(message ?? error?.message ?? ""));
    });
  let help = "";
  const { _, full, dataDir, json } = await parser.parseAsync(
    process.argv.slice(2),
    {},
    (_error: unknown, _argv: unknown, output: string) => {
      help = output;
    },
  );
  if (help !== "") console.log(help);
  else {
    const { bench } = await import("./src/command.ts");
    await bench({ parts: _.map(String).map(knownPart), full, dataDir, json });
  }
} catch (error) {
  const isMistake =
    error instanceof UserError || (error instanceof Error && error.name === "DataError");
  console.error(isMistake ? error.message : error);
  process.exitCode = isMistake ? 2 : 70;
}

function knownPart(name: string): PartName {
  if ((partNames as string[]).includes(name)) return name as PartName;
  const hint = didYouMean(name, partNames) || `; expected one of ${partNames.join(", ")}`;
  throw new UserError(`unknown part: ${name}${hint}`);
}

/** Yargs' words for a wrong flag in ours. */
function explain(message: string): string {
  const [, list] = /^Unknown arguments?: (.*)$/.exec(message) ?? [];
  if (list === undefined) return `${message}\nSee \`pnpm bench --help\`.`;
  const name = list.split(",")[0]!.trim();
  const near = didYouMean(name, flags).replace("mean ", "mean --");
  return `unknown flag: --${name}${near}\nSee \`pnpm bench --help\`.`;
}
