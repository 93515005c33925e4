import { UserError } from "@gradlab/schema/mistake";
import type { CommandModule } from "yargs";

interface Flags {
  trial?: string;
  files?: string[];
  point?: string;
  seed?: number;
  dataDir?: string;
  json: boolean;
}

export const predictCommand: CommandModule<object, Flags> = {
  command: "predict [trial] [files..]",
  describe: "what a trained net reads in pictures",
  builder: (yargs) =>
    yargs
      .positional("trial", {
        describe:
          "a trial's JSON file, or an experiment: the first trial with params of its newest run",
        type: "string",
      })
      .positional("files", {
        describe: "PNG pictures of any size, or IDX files",
        type: "string",
        array: true,
      })
      .option("point", {
        type: "string",
        requiresArg: true,
        describe: "only where the sweep chose this",
      })
      .option("seed", { type: "number", requiresArg: true, describe: "only of this seed" })
      .option("data-dir", {
        type: "string",
        requiresArg: true,
        describe:
          "folder with the four MNIST files (or MNIST_DIR), for nets with standardised pixels",
      })
      .option("json", { type: "boolean", default: false, describe: "as JSON on standard output" })
      .example("pnpm exp predict two-layer-net three.png", "3, and how sure the net is")
      .example("pnpm exp predict two-layer-net t10k-images-idx3-ubyte.gz --json", "each of them")
      .epilogue(
        "A picture of a digit, dark on light or light on dark, is brought to MNIST's form: 20×20 " +
          "pixels, centred by mass in 28×28. What is no picture, or blank, is named, the others are read, and " +
          "the exit code is 2. Nets keep their params with `pnpm exp run … --save-params`.",
      ) as never,
  async handler({ trial, files = [], point, seed, dataDir, json }) {
    const { findNet } = await import("../predict/find-net.ts");
    const { readPictures } = await import("../predict/read-pictures.ts");
    const { inputsOf, predict } = await import("../predict/predict.ts");
    const { pixelScaleOf } = await import("../predict/pixel-scale.ts");
    const { predictionText } = await import("../terminal/prediction-text.ts");
    const { dataHost } = await import("../terminal/data-host.ts");
    const { wholeNumber } = await import("./run-flags.ts");
    const say = (line: string) => void process.stderr.write(`${line}\n`);
    const net = findNet(process.cwd(), trial, { point, seed: wholeNumber("seed", seed) });
    if (files.length === 0) {
      throw new UserError(
        `no pictures named; expected PNG or IDX files\n\`pnpm exp predict ${trial} three.png\` reads one`,
      );
    }
    const { pictures, problems } = readPictures(files, inputsOf(net));
    if (pictures.length === 0 && problems.length > 0) throw new UserError(problems.join("\n"));
    const predictions = predict(net, pictures, await pixelScaleOf(net, dataHost(dataDir, say)));
    if (json) {
      process.stdout.write(`${JSON.stringify(predictions, null, 2)}\n`);
    } else {
      say(`read by ${net.name}`);
      if (predictions.length > 0) process.stdout.write(`${predictionText(predictions)}\n`);
    }
    if (problems.length > 0) throw new UserError(problems.join("\n"));
  },
};
