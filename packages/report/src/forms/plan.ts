import { UserError, csvLine } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import type { Rows } from "./chart-rows.ts";
import type { ChartForm, Form } from "./form.ts";
import type { LettersNotice } from "./letters-notice.ts";
import { markdownOf } from "./markdown.ts";
import { chartFile, hrefFrom, subjectFile, type Places } from "./places.ts";
import { lettersFrom, pngOf } from "./png.ts";
import { specText } from "./spec-text.ts";
import { standalone, type Scheme } from "./standalone.ts";
import type { NamedChart, Subject } from "./subject.ts";
import { svgOf } from "./svg.ts";

/** A file to be written, and how its content is made. */
export interface Planned {
  readonly file: string;
  readonly content: () => string | Promise<string | Uint8Array>;
}

export interface Wanted {
  readonly forms: readonly Form[];
  /** Of some charts alone: then there is no table of the whole. */
  readonly someCharts: boolean;
  readonly scheme: Scheme;
  readonly letters: LettersNotice;
}

/** All files of these subjects, in a folder for each of them and beside it. */
export function planFolder(
  subjects: readonly Subject[],
  { forms, someCharts, ...looks }: Wanted,
  folder: string,
): Planned[] {
  const pictures: ChartForm = forms.includes("png") && !forms.includes("svg") ? "png" : "svg";
  const ofCharts = forms.filter((form) => form !== "markdown");
  const withPictures = new Set([
    ...ofCharts,
    ...(ofCharts.length < forms.length ? [pictures] : []),
  ]);
  return subjects.flatMap((subject) => [
    ...(forms.includes("markdown")
      ? planMarkdown(subject, subjectFile(folder, subject.name, "markdown"), folder, pictures)
      : []),
    ...(forms.includes("csv") && !someCharts
      ? planSummary(subject, subjectFile(folder, subject.name, "csv"))
      : []),
    ...[...(subject.result === undefined ? ofCharts : withPictures)].flatMap((form) =>
      planCharts(subject, form, folder, looks),
    ),
  ]);
}

/** One file, and the pictures that it shows. */
export function planFile(
  subjects: readonly Subject[],
  { someCharts, ...looks }: Omit<Wanted, "forms">,
  { file, form, pictures }: Extract<Places, { kind: "file" }>,
): Planned[] {
  const [subject, another] = subjects;
  if (subject === undefined || another !== undefined) {
    throw new UserError(
      `one place for ${subjects.length} experiments: ${file}; expected a folder\n` +
        "Name one experiment, or a folder.",
    );
  }
  if (form === "markdown") {
    if (subject.result === undefined) return [];
    return [
      ...planMarkdown(subject, file, pictures, "svg"),
      ...planCharts(subject, "svg", pictures, looks),
    ];
  }
  if (form === "csv" && !someCharts) return planSummary(subject, file);
  const [chart, other] = subject.charts;
  if (chart !== undefined && other === undefined) {
    return [{ file, content: chartContent[form](chart, looks) }];
  }
  const names = subject.charts.map(({ name }) => name).join(", ");
  throw new UserError(
    `one place for ${subject.charts.length} charts of ${subject.name}: ${file}; expected a folder, or one of them\n` +
      `Choose it with --chart: ${names}.`,
  );
}

function planMarkdown(
  { result, against, name, charts }: Subject,
  file: string,
  folder: string,
  form: "svg" | "png",
): Planned[] {
  if (result === undefined) return [];
  const pictures = charts.map((chart) => ({
    title: titleOf(chart.spec),
    href: hrefFrom(file, chartFile(folder, name, chart.name, form)),
  }));
  return [{ file, content: () => markdownOf(result.run, pictures, against) }];
}

const planSummary = ({ summary }: Subject, file: string): Planned[] =>
  summary === undefined ? [] : [{ file, content: () => csvOf(summary()) }];

const planCharts = (subject: Subject, form: ChartForm, folder: string, looks: Looks): Planned[] =>
  subject.charts.map((chart) => ({
    file: chartFile(folder, subject.name, chart.name, form),
    content: chartContent[form](chart, looks),
  }));

type Looks = Pick<Wanted, "scheme" | "letters">;

const chartContent = {
  svg:
    ({ spec }, { scheme }) =>
    () =>
      drawn(spec, scheme),
  png:
    ({ spec }, { scheme, letters }) =>
    async () => {
      const svg = await drawn(spec, scheme);
      const fallback = lettersFrom(svg);
      letters.note(fallback);
      return pngOf(svg, fallback);
    },
  spec:
    ({ spec }, { scheme }) =>
    () =>
      specText(standalone(spec, scheme)),
  csv:
    ({ rows }) =>
    () =>
      csvOf(rows()),
} satisfies Record<ChartForm, (chart: NamedChart, looks: Looks) => Planned["content"]>;

const known = {
  light: new WeakMap<TopLevelSpec, Promise<string>>(),
  dark: new WeakMap<TopLevelSpec, Promise<string>>(),
} satisfies Record<Scheme, unknown>;

/** Once for SVG and PNG. */
function drawn(spec: TopLevelSpec, scheme: Scheme): Promise<string> {
  const found = known[scheme].get(spec) ?? svgOf(standalone(spec, scheme));
  known[scheme].set(spec, found);
  return found;
}

const csvOf = ({ columns, rows }: Rows) => [columns, ...rows].map(csvLine).join("");

const titleOf = ({ title }: TopLevelSpec) => (title as { text: string }).text;
