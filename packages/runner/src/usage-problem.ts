import { didYouMean } from "@gradlab/schema/mistake";

/** A value that each flag would take. */
const examples: Readonly<Record<string, string>> = {
  csv: "rows.csv",
  json: "rows.json",
  parquet: "rows.parquet",
  npz: "net.npz",
  safetensors: "net.safetensors",
  tensorboard: "logs",
  point: "learningRate 0.1",
  seed: "1",
  executor: "redis://localhost:6379",
  "trial-timeout": "5m",
};

/** What yargs says of a wrong command line, in the words of the other mistakes. */
export function usageProblem(
  argv: readonly string[],
  message: string,
  descriptions: Readonly<Record<string, string | undefined>>,
): string {
  const command = argv.find((word) => !word.startsWith("-")) ?? "";
  const help = `\`${["pnpm exp", command, "--help"].filter((it) => it !== "").join(" ")}\` shows the flags`;
  const [, unknown] = /^Unknown arguments?: ([^,]+)/.exec(message) ?? [];
  if (unknown !== undefined) {
    const near = didYouMean(unknown, Object.keys(descriptions)).replace("mean ", "mean --");
    return `unknown flag: --${unknown}${near}\n${help}`;
  }
  const [, bare] = /^Not enough arguments following: (\S+)/.exec(message) ?? [];
  if (bare !== undefined) return noValue(argv, bare, descriptions[bare], help);
  const choice = /Argument: (\S+), Given: ([^]*), Choices: ("[^]*)$/.exec(message);
  if (choice !== null) return wrongChoice(argv, choice[1]!, choice[2]!, choice[3]!);
  return `${message}\n${help}`;
}

function noValue(
  argv: readonly string[],
  flag: string,
  description: string | undefined,
  help: string,
): string {
  const example = examples[flag];
  const expected = description === undefined ? "" : `; expected one after it: ${description}`;
  const problem = `no value: --${flag}${expected}`;
  if (example === undefined) return `${problem}\n${help}`;
  const words = argv.flatMap((word) =>
    word.split("=")[0] === `--${flag}` ? [`--${flag}`, example] : [word],
  );
  return `${problem}\nsuch as \`${["pnpm exp", ...words.map(asTyped)].join(" ")}\``;
}

const asTyped = (word: string) => (/^[\w./:=,@+-]+$/.test(word) ? word : `'${word}'`);

function wrongChoice(argv: readonly string[], name: string, given: string, all: string): string {
  const known = all.split(", ").map(unquoted);
  const isFlag = argv.some((word) => word.split("=")[0] === `--${name}`);
  const what = isFlag ? `--${name}` : name;
  const expected = `expected one of ${known.join(", ")}`;
  if (given === "true" || given === '""') return `no value: ${what}; ${expected}`;
  const value = unquoted(given);
  return `unknown value: ${what} ${value}${didYouMean(value, known)}\n${expected}`;
}

const unquoted = (text: string) => text.replace(/^"([^]*)"$/, "$1");
