import { UserError, didYouMean } from "@gradlab/schema/mistake";
import type { CommandModule } from "yargs";

interface Flags {
  experiments?: string[];
  yes: boolean;
}

export const cleanCommand: CommandModule<object, Flags> = {
  command: "clean [experiments..]",
  describe: "remove stored trials that no run refers to",
  builder: (yargs) =>
    yargs
      .positional("experiments", {
        describe: "names; all with results when none is given",
        type: "string",
        array: true,
      })
      .option("yes", { type: "boolean", default: false, describe: "remove what is listed" })
      .example("pnpm exp clean", "what would be removed")
      .example("pnpm exp clean lr-sweep --yes", "remove it")
      .epilogue(
        "Trials younger than the newest run are kept: a run that goes on, or was interrupted, needs them.",
      ) as never,
  async handler({ experiments, yes }) {
    const { experimentsWithResults, garbageOf, remove } = await import("../results/garbage.ts");
    const root = process.cwd();
    const known = experimentsWithResults(root);
    const names = experiments?.length ? experiments : known;
    for (const name of names) {
      if (!known.includes(name)) {
        const hint = didYouMean(name, known) || `; expected one of ${known.join(", ") || "none"}`;
        throw new UserError(`no results: ${name}${hint}`);
      }
    }
    const print = (line: string) => void process.stdout.write(`${line}\n`);
    const notices: string[] = [];
    const notice = (sentence: string) => void notices.push(sentence);
    const garbage = names.flatMap((name) => garbageOf(root, name, Date.now(), notice));
    for (const sentence of notices) process.stderr.write(`${sentence}\n`);
    for (const { file, bytes, why } of garbage) print(`${file} (${sizeLabel(bytes)}): ${why}`);
    const total = sizeLabel(garbage.reduce((sum, { bytes }) => sum + bytes, 0));
    const files = `${garbage.length} ${garbage.length === 1 ? "file" : "files"}, ${total}`;
    if (garbage.length === 0) {
      const why = notices.length > 0 ? "" : ": every stored trial belongs to a run";
      print(`nothing to remove${why}`);
    } else if (yes) {
      remove(root, garbage);
      print(`removed ${files}`);
    } else {
      print(
        `${files} would be removed\nNext: pnpm exp clean ${[...(experiments ?? []), "--yes"].join(" ")}`,
      );
    }
  },
};

const sizeLabel = (bytes: number) =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
