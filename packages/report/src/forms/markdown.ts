import {
  codeBlock,
  escaped,
  folded,
  markdownTable,
  seedsName,
  verdictMarks,
} from "@gradlab/schema";
import type { Run, Verdict } from "@gradlab/schema";
import { checkSentence, evidence } from "../words/check-sentence.ts";
import { answer } from "../words/verdict-counts.ts";
import { sentence } from "../words/sentence.ts";
import { changesOf, trialChanges } from "../results/changes.ts";
import type { Against } from "../results/compared.ts";
import { counted } from "../numbers.ts";
import { failuresOf } from "../sweep/failures.ts";
import { pointNames } from "../sweep/names.ts";
import { pairsOf } from "../sweep/pairs.ts";
import { pointKey, sweepPoints } from "../sweep/points.ts";
import { endText, metricText, shownMetrics } from "../sweep/shown-metrics.ts";

/** A picture of a chart, and what it is called. */
export interface Picture {
  readonly title: string;
  readonly href: string;
}

const [mostRows, mostChecks] = [40, 12];

/** An experiment for a README or the summary of a CI job: question, answer, charts, table. */
export function markdownOf(
  run: Run,
  pictures: readonly Picture[],
  against: Against | undefined,
): string {
  const { title, question, source } = run.config;
  const parts = [
    `# ${escaped(title)}`,
    escaped(question),
    source === undefined ? "" : `*${escaped(source)}*`,
    standIn(run),
    ...answers(run),
    failures(run),
    against === undefined ? "" : changes(against),
    ...pictures.map(({ title: says, href }) => `![${escaped(says)}](${href})`),
    diagnoses(run),
    ...table(run),
    codeBlock("sh", run.command),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function standIn({ dataset: { name, standsInFor }, standInReason }: Run): string {
  if (standsInFor === undefined) return "";
  const why = standInReason === undefined ? "" : ` ${sentence(standInReason)}`;
  return `> ${escaped(`${name} stand in for ${standsInFor}: the numbers here are not ${standsInFor}’s.${why}`)}`;
}

function answers(run: Run): string[] {
  if (run.verdicts.length === 0) return ["This experiment makes no claims."];
  return [
    `**${escaped(answer(run))}**`,
    run.verdicts.map((verdict) => claim(run, verdict)).join("\n"),
  ];
}

function claim(run: Run, verdict: Verdict): string {
  const names = pointNames(run);
  const ordered = verdict.checks.toSorted(
    (a, b) => Number(a.verdict === "pass") - Number(b.verdict === "pass"),
  );
  const several = ordered.length > 1;
  const checks = ordered.slice(0, mostChecks).map((check) => {
    const { found, claimed } = checkSentence(check, verdict, names);
    const facts = [evidence(check, verdict), check.verdict === "pass" ? "" : check.reason];
    const told = [`${found}; ${claimed}.`, ...facts.filter((it) => it !== "").map(sentence)];
    const mark = several ? `${verdictMarks[check.verdict]} ` : "";
    return `  - ${mark}${escaped(told.join(" "))}`;
  });
  const more = ordered.length - checks.length;
  return [
    `- ${verdictMarks[verdict.verdict]} ${verdict.verdict}: ${escaped(verdict.says)}`,
    ...checks,
    ...(more > 0 ? [`  - ${more} more`] : []),
  ].join("\n");
}

function failures(run: Run): string {
  const found = failuresOf(run);
  if (found.length === 0) return "";
  const lines = found.slice(0, mostChecks).map(({ error, trials, where }) => {
    const places = where.slice(0, mostChecks).join("; ");
    const more = where.length > mostChecks ? `; ${where.length - mostChecks} more` : "";
    return `- ${escaped(`${error || "an error that this run’s file does not have"}: ${counted(trials, "trial")}: ${places}${more}`)}`;
  });
  const more = found.length - lines.length;
  return [
    "**Why trials failed**",
    "",
    ...lines,
    ...(more > 0 ? [`- ${more} more errors`] : []),
  ].join("\n");
}

/** What was noticed of trials: of each kind how many, and one as an example. */
function diagnoses(run: Run): string {
  if (run.diagnoses.length === 0) return "";
  const names = pointNames(run);
  const kinds = [...Map.groupBy(run.diagnoses, ({ code }) => code).values()];
  const lines = kinds
    .toSorted((a, b) => b.length - a.length)
    .slice(0, mostChecks)
    .map((group) => {
      const { sweepPoint, seed, code, says } = group[0]!;
      const trials = new Set(group.map((it) => `${pointKey(it.sweepPoint)} ${it.seed}`)).size;
      const where = `${names.full(sweepPoint)}, ${seedsName([seed])}`;
      return `- ${escaped(`${code}, ${counted(trials, "trial")}${trials > 1 ? ", such as" : ":"} ${where}. ${sentence(says)}`)}`;
    });
  const more = kinds.length - lines.length;
  return ["**What was noticed**", "", ...lines, ...(more > 0 ? [`- ${more} more kinds`] : [])].join(
    "\n",
  );
}

function changes(against: Against): string {
  const { settings, others } = changesOf(against);
  const lines = [
    ...settings.map(({ path, says }) => `${path}: ${says}`),
    ...others,
    ...trialChanges(pairsOf(against)),
  ];
  const list = lines.map((line) => `- ${escaped(line)}`).join("\n");
  return `**Against ${escaped(against.before.says)}**, dotted in the charts:\n\n${list}`;
}

/** A long one is folded. */
function table(run: Run): string[] {
  const names = pointNames(run);
  const metrics = shownMetrics(run);
  const points = sweepPoints(run);
  if (metrics.length === 0) return [];
  const rows = points.map((point) => [
    escaped(names.short(point)),
    ...metrics.map(([metric]) => escaped(metricText(run, metric, point))),
    escaped(endText(run, point).text),
  ]);
  const head = [names.axes, ...metrics.map(([, says]) => says), "trials"].map(escaped);
  const whole = markdownTable(head, rows);
  const seeded = run.summaries.some(({ n }) => n > 1);
  return [
    rows.length > mostRows ? folded(`All ${rows.length} rows`, whole) : whole,
    seeded ? "Mean ± standard deviation over the seeds." : "",
  ];
}
