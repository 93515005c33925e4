import { UserError } from "@gradlab/schema";
import path from "node:path";
import { forms, type ChartForm, type Form } from "./form.ts";

/** Where the files go: a folder for each subject, or all that is asked for is one file. */
export type Places =
  | { readonly kind: "folder"; readonly folder: string }
  | {
      readonly kind: "file";
      readonly file: string;
      readonly form: Form;
      /** The folder of subjects in which what it shows lies. */
      readonly pictures: string;
    };

export const standardOutput = "-";

/** `--out` as it is meant: a name that ends like a file is one, `-` is standard output. */
export function placesOf(
  out: string | undefined,
  resultsDir: string,
  wanted: readonly Form[],
): Places {
  const usual = path.join(resultsDir, "report");
  if (out === undefined) return inFolder(usual);
  if (out === "") throw new UserError("no place named: --out; expected a folder or a file");
  const ending = endingOf(out);
  if (ending === undefined && out !== standardOutput) return inFolder(out);
  const [form, another] = wanted;
  if (form === undefined || another !== undefined) {
    throw new UserError(
      `one place for --${wanted.join(" and --")}: ${out}; expected a folder\n` +
        "Such as `--out docs/pictures`.",
    );
  }
  if (out === standardOutput && form === "png") {
    throw new UserError("no form for standard output: --png; expected --out FILE.png");
  }
  if (out !== standardOutput && !forms[form].ending.endsWith(ending!)) {
    throw new UserError(
      `wrong ending: ${out}; expected one that ends in ${forms[form].ending} for --${form}, or a folder\n` +
        `Such as \`--out ${out.slice(0, -ending!.length)}${forms[form].ending}\`; a folder of this name has a / at its end.`,
    );
  }
  const pictures = out === standardOutput ? usual : path.dirname(out);
  return { kind: "file", file: out, form, pictures };
}

/** Of a name that ends like a file's, of whatever kind: `x.jpg`, but not `v1.2` or `x.jpg/`. */
const endingOf = (out: string) => /(?<=[^/\\])\.[a-z][a-z\d]*$/i.exec(out)?.[0].toLowerCase();

const inFolder = (folder: string): Places => ({ kind: "folder", folder });

/** A chart's file within a folder of subjects. */
export const chartFile = (folder: string, subject: string, chart: string, form: ChartForm) =>
  path.join(folder, subject, `${chart}${forms[form].ending}`);

/** A whole subject's file: beside its folder. */
export const subjectFile = (folder: string, subject: string, form: Form) =>
  path.join(folder, `${subject}${forms[form].ending}`);

/** The address of one file as another sees it, safe within a Markdown link. */
export const hrefFrom = (file: string, target: string): string =>
  path
    .relative(path.dirname(path.resolve(file)), path.resolve(target))
    .split(path.sep)
    .map((part) => encodeURIComponent(part).replaceAll(/[()!'*]/g, percent))
    .join("/");

const percent = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
