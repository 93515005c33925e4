import { UserError, didYouMean, fileTrouble, shown } from "@gradlab/schema/mistake";
import yargs from "yargs";
import { baselineCommand } from "./commands/baseline.ts";
import { checkCommand } from "./commands/check.ts";
import { cleanCommand } from "./commands/clean.ts";
import { dataCommand } from "./commands/data.ts";
import { diffCommand } from "./commands/diff.ts";
import { exportCommand } from "./commands/export.ts";
import { initCommand } from "./commands/init.ts";
import { listCommand } from "./commands/list.ts";
import { mergeCommand } from "./commands/merge.ts";
import { predictCommand } from "./commands/predict.ts";
import { runCommand } from "./commands/run.ts";
import { showCommand } from "./commands/show.ts";
import { verifyCommand } from "./commands/verify.ts";
import { whyCommand } from "./commands/why.ts";
import { workerCommand } from "./commands/worker.ts";
import { exitCodes } from "./exit-codes.ts";
import type { Interrupted } from "./run/observer.ts";
import { widthOf, wrapped } from "./terminal/wrapped.ts";
import { usageProblem } from "./usage-problem.ts";

const commands = [
  listCommand,
  initCommand,
  runCommand,
  checkCommand,
  showCommand,
  whyCommand,
  verifyCommand,
  diffCommand,
  baselineCommand,
  mergeCommand,
  exportCommand,
  predictCommand,
  dataCommand,
  cleanCommand,
  workerCommand,
];
const commandNames = commands.map(({ command }) => String(command).split(" ")[0]!);

/** Parses, runs one command, and alone prints errors and chooses the exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    process.exit(error.code === "EPIPE" ? 0 : exitCodes.bug);
  });
  try {
    const parser = yargs([...argv])
      .scriptName("pnpm exp")
      .usage("$0 <command>\n\nDeclarative, reproducible experiments on neural networks.")
      .example("pnpm exp run lr-sweep", "train, judge, store")
      .example("pnpm exp list", "what there is")
      .command(commands as never)
      .demandCommand(1, "")
      .strictOptions()
      .recommendCommands()
      .parserConfiguration({
        "parse-positional-numbers": false,
        "boolean-negation": false,
        "dot-notation": false,
      })
      .version(false)
      .help()
      .wrap(Math.min(100, process.stdout.columns ?? 100))
      .exitProcess(false)
      .fail((message: string | null, error: Error | undefined, usage: unknown) => {
        if (error && error.name !== "YError") throw error;
        const flags = (usage as Usage).getDescriptions();
        throw new UserError(usageProblem(argv, message ?? error?.message ?? "", flags));
      });
    const first = argv.find((word) => !word.startsWith("-"));
    if (first !== undefined && !commandNames.includes(first)) {
      const hint =
        didYouMean(first, commandNames) || `; expected one of ${commandNames.join(", ")}`;
      throw new UserError(`unknown command: ${first}${hint}`);
    }
    const twice = flagGivenTwice(argv);
    if (twice !== undefined) throw new UserError(`given twice: ${twice}; expected once`);
    if (argv.length === 0) {
      parser.showHelp("log");
      process.exitCode = exitCodes.usage;
      return;
    }
    withoutHelpBeforehand(parser);
    await parser.parseAsync();
  } catch (error) {
    process.exitCode = await report(error);
  }
}

/** As a command begins, yargs draws its help for one who asks later, which nobody does: a twentieth of a start. */
function withoutHelpBeforehand(parser: unknown): void {
  const usage = (parser as Internals).getInternalMethods?.().getUsageInstance?.();
  if (usage?.cacheHelpMessage) usage.cacheHelpMessage = () => {};
}

/** What yargs has that its types do not tell of; a version without it is slower, and nothing else. */
interface Internals {
  getInternalMethods?(): { getUsageInstance?(): { cacheHelpMessage?: () => void } };
}

/** yargs would make a list of the two, or of `--seeds 5 --seeds 1` six. */
function flagGivenTwice(argv: readonly string[]): string | undefined {
  const flags = argv.filter((word) => /^--\w/.test(word)).map((word) => word.split("=")[0]!);
  return flags.find((flag, i) => flags.indexOf(flag) < i);
}

/** A message quotes what others wrote: nothing in it is to be obeyed by a terminal, or endless. */
const legible = (message: string) =>
  message
    .split("\n")
    .map((line) => shown(line, 2_000))
    .join("\n");

/** What yargs hands over in truth, where its types have the parser: each flag of the command, and what it says. */
interface Usage {
  getDescriptions(): Readonly<Record<string, string | undefined>>;
}

async function report(error: unknown): Promise<number> {
  const say = (text: string) =>
    void process.stderr.write(`${wrapped(text, widthOf(process.stderr))}\n`);
  if (error instanceof Error && error.name === "Interrupted") {
    const { kept, total, failed } = error as Interrupted;
    if (failed) {
      const { failureLines } = await import("./terminal/closing.ts");
      for (const line of failureLines([failed])) say(line);
    }
    const what = failed ? "stopped at the first failed trial" : "interrupted";
    say(`${what}: ${kept} of ${total} trials are kept; the same command goes on from here`);
    return failed ? exitCodes.trialsFailed : exitCodes.interrupted;
  }
  if (error instanceof UserError || (error instanceof Error && error.name === "DataError")) {
    say(legible(error.message));
    return exitCodes.usage;
  }
  const trouble = fileTrouble(error);
  if (trouble !== undefined) {
    const { path } = error as NodeJS.ErrnoException;
    say(`cannot use ${path ?? "a file"}: ${trouble}`);
    return exitCodes.usage;
  }
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  say("this is a mistake in gradlab; please report it with the lines above");
  return exitCodes.bug;
}
