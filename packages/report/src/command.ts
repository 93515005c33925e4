import { UserError, didYouMean } from "@gradlab/schema/mistake";
import yargs from "yargs";
import { forms, type Form } from "./forms/form.ts";
import type { FormsRequest } from "./forms/write-forms.ts";

type Print = (line: string) => void;

const formNames = Object.keys(forms) as Form[];
const flags = ["results", "out", "against", ...formNames, "chart", "dark", "watch", "port", "help"];

/** `report [experiment…]`: declares the flags and calls one function. */
export async function runCommand(args: readonly string[], say: Print, warn: Print): Promise<void> {
  const parser = yargs([...args])
    .scriptName("pnpm report")
    .usage(
      "$0 [experiment…]\n\nDraws the newest run of each experiment into one offline HTML page, or into other forms.",
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
      describe:
        "file to write (<results>/report/index.html); of other forms a folder (<results>/report), one file, or - for standard output",
    })
    .option("against", {
      type: "string",
      requiresArg: true,
      describe: "draw another beside it: baseline, previous, or how the name of a run file begins",
    })
    .options(formFlags())
    .option("chart", {
      type: "string",
      requiresArg: true,
      describe: "of other forms: this chart alone; several with commas between",
    })
    .option("dark", { type: "boolean", default: false, describe: "pictures for a dark page" })
    .option("watch", {
      type: "boolean",
      default: false,
      describe: "serve the page on this machine, and follow trials as they end",
    })
    .option("port", { type: "number", requiresArg: true, describe: "of --watch (8642)" })
    .example("pnpm report", "every experiment that has results")
    .example("pnpm report lr-sweep --out lr.html", "one experiment, to a file of your choice")
    .example("pnpm report lr-sweep --against baseline", "what changed, and both in the charts")
    .example("pnpm report lr-sweep --png --chart sweep-response --out lr.png", "one picture")
    .example(
      "pnpm report lr-sweep --markdown --out docs/lr-sweep.md",
      "with its pictures beside it",
    )
    .example(
      "pnpm report lr-sweep --csv --spec",
      "the table, and each chart as rows and as Vega-Lite",
    )
    .example("pnpm report --watch", "the page in a browser while `exp run` goes on")
    .parserConfiguration({ "duplicate-arguments-array": false, "camel-case-expansion": false })
    .version(false)
    .help()
    .wrap(Math.min(90, process.stdout.columns ?? 90))
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

  const experiments = argv._.map(String);
  const { results: resultsDir, out: outFile, watch, port, against } = argv;
  if (against !== undefined && (watch || experiments.length !== 1)) {
    throw new UserError(
      "--against needs one experiment, and no --watch\nSuch as `pnpm report lr-sweep --against baseline`.",
    );
  }
  const wanted = formNames.filter((name) => argv[name]);
  if (wanted.length > 0) {
    if (watch) throw new UserError(`--watch shows the page: leave out --${wanted[0]}`);
    if (port !== undefined) throw new UserError(needsWatch);
    const request: FormsRequest = {
      experiments,
      resultsDir,
      forms: wanted,
      charts: argv.chart?.split(",").map((it) => it.trim()) ?? [],
      scheme: argv.dark ? "dark" : "light",
      out: outFile,
      against,
    };
    const { writeForms } = await import("./forms/write-forms.ts");
    return writeForms(request, say, warn);
  }
  const alone = argv.chart === undefined ? argv.dark && "dark" : "chart";
  if (alone) {
    const names = formNames.map((name) => `--${name}`).join(", ");
    throw new UserError(`--${alone} needs one of ${names}: the page shows all, in both schemes`);
  }
  if (watch) {
    if (outFile !== undefined) throw new UserError("--watch writes no file: leave out --out");
    const { watchReport } = await import("./watch/watch-report.ts");
    const signal = interrupted();
    return watchReport({ experiments, resultsDir, port: portOf(port), signal }, say, warn);
  }
  if (port !== undefined) throw new UserError(needsWatch);
  const { writeReport } = await import("./write-report.ts");
  await writeReport({ experiments, resultsDir, outFile, against }, say, warn);
}

const needsWatch = "--port needs --watch: nothing is served without it";

const formFlags = () =>
  Object.fromEntries(
    formNames.map((name) => [
      name,
      { type: "boolean" as const, default: false, describe: forms[name].says },
    ]),
  ) as Record<Form, { type: "boolean"; default: boolean; describe: string }>;

function portOf(port = 8642): number {
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UserError(`wrong port: ${port}; expected a whole number from 0 to 65535`);
}

function interrupted(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => controller.abort());
  return controller.signal;
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
