import { UserError, didYouMean } from "@gradlab/schema/mistake";
import yargs from "yargs";

type Print = (line: string) => void;

const flags = ["results", "out", "help"];

/** `report [experiment…]`: declares the flags and calls one function. */
export async function runCommand(args: readonly string[], say: Print, warn: Print): Promise<void> {
  const parser = yargs([...args])
    .scriptName("report")
    .usage(
      "$0 [experiment…]\n\nDraws the newest run of each experiment into one offline HTML page.",
    )
    .option("results", {
      type: "string",
      default: "results",
      requiresArg: true,
      describe: "folder that `exp run` writes to",
    })
    .option("out", {
      type: "string",
      requiresArg: true,
      describe: "file to write (<results>/report/index.html)",
    })
    .example("pnpm report", "every experiment that has results")
    .example("pnpm report lr-sweep --out lr.html", "one experiment, to a file of your choice")
    .parserConfiguration({ "duplicate-arguments-array": false, "camel-case-expansion": false })
    .version(false)
    .help()
    .wrap(90)
    .strictOptions()
    .exitProcess(false)
    .showHelpOnFail(false)
    .fail((message, error) => {
      if (error && error.name !== "YError") throw error;
      throw new UserError(explain(message ?? error.message));
    });

  let help = "";
  const argv = await parser.parseAsync([...args], {}, (_error, _argv, output) => {
    help = output;
  });
  if (help !== "") return say(help);

  const { writeReport } = await import("./write-report.ts");
  const resultsDir = argv.results;
  await writeReport({ experiments: argv._.map(String), resultsDir, outFile: argv.out }, say, warn);
}

/** Yargs' words for a wrong flag in ours. */
function explain(message: string): string {
  const [, list] = /^Unknown arguments?: (.*)$/.exec(message) ?? [];
  if (list === undefined) return `${message}\nSee \`pnpm report --help\`.`;
  const name = list.split(",")[0]!.trim();
  const known = flags.map((flag) => `--${flag}`);
  const near = didYouMean(name, flags).replace("mean ", "mean --");
  return `unknown flag: --${name}; expected one of ${known.join(", ")}${near}\nSee \`pnpm report --help\`.`;
}
