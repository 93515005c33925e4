import { codeBlock, escaped, folded, markdownTable, verdictMarks as marks } from "@gradlab/schema";
import type { VerdictWord } from "@gradlab/schema";
import { lostBesides, type Checked, type NamedTrial } from "../judge/checked.ts";
import { worst } from "../judge/verdicts.ts";
import { checkRows, isFine, type CheckRow } from "./check-rows.ts";
import { lostText } from "./held-text.ts";
import { errorLine } from "../error-line.ts";
import { trialLabel } from "./trial-label.ts";
import { changeText, shortHash } from "./value-text.ts";

const columns = "claim, metric, limit or baseline, value, 95 % interval, n, margin, verdict".split(
  ", ",
);
/** Of a longer table what passes is folded, the baseline's first: what does not pass is to be seen. */
const mostRows = 12;
const mostNames = 20;

/** What `exp check` found, as GitHub shows it on the page of a job: the verdict first. */
export function checkMarkdown(all: readonly Checked[]): string {
  const word = worst(all.map(({ verdict }) => verdict));
  const head = `**${marks[word]} ${word}**: ${escaped(headline(all, word))}`;
  return [head, ...all.map((it) => section(it, all.length === 1))].join("\n\n");
}

function headline(all: readonly Checked[], word: VerdictWord): string {
  if (all.length === 1) return `${all[0]!.experiment}: ${all[0]!.says}`;
  const names = all.filter(({ verdict }) => verdict === word).map(({ experiment }) => experiment);
  const one = { pass: "passes", fail: "fails", inconclusive: "is inconclusive" }[word];
  const more = { pass: "pass", fail: "fail", inconclusive: "are inconclusive" }[word];
  const verb = names.length === 1 ? one : more;
  return `${names.length} of ${all.length} experiments ${verb}${word === "pass" ? "" : `: ${names.join(", ")}`}`;
}

function section(checked: Checked, isOnly: boolean): string {
  const { experiment, verdict, says, dataset, standInReason, baseline } = checked;
  const { name, standsInFor } = dataset;
  const standsIn = standsInFor ? `, standing in for ${standsInFor}` : "";
  return [
    `### ${marks[verdict]} ${escaped(`${experiment} on ${name}${standsIn}`)}`,
    standsInFor ? `${escaped(`${name} stand in for ${standsInFor}: ${standInReason ?? ""}`)}.` : "",
    isOnly ? "" : `${escaped(says)}.`,
    ...tables(checkRows(checked)),
    list("Not as in the baseline", (baseline?.config ?? []).map(changeText)),
    list("Missing", checked.missing.map(trialLabel)),
    list("Failed", checked.failed.map(failure)),
    list("Diverged", checked.diverged.map(trialLabel)),
    list("Lost since the baseline", lostBesides(checked).map(lostText)),
    provenanceText(checked),
    codeBlock("sh", reproduction(checked)),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function tables(rows: readonly CheckRow[]): string[] {
  const table = (some: readonly CheckRow[]) =>
    markdownTable(
      columns,
      some.map(({ verdict, word, cells }) => [
        ...cells.map((cell) => withUnits(escaped(cell))),
        `${marks[verdict]} ${escaped(word)}`,
      ]),
    );
  if (rows.length === 0) return [];
  const claims = rows.filter((row) => row.isClaim && isFine(row));
  const isShown = (row: CheckRow) =>
    !isFine(row) || rows.length <= mostRows || (row.isClaim && claims.length <= mostRows);
  const shown = rows.filter(isShown);
  const rest = rows.filter((row) => !isShown(row));
  return [
    ...(shown.length > 0 ? [table(shown)] : []),
    ...(rest.length > 0 ? [folded(`${rest.length} of ${rows.length} pass`, table(rest))] : []),
  ];
}

/** A number stays in the line of its unit, however narrow the column. */
const withUnits = (text: string) =>
  text.replaceAll(/(?<=[\d\]]) (?=(%|points|ms)(\W|$))/g, "\u00A0");

function list(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  const items = lines.map((line) => `- ${escaped(line)}`).join("\n");
  return lines.length > mostNames
    ? folded(`${title} (${lines.length})`, items)
    : `${title}:\n\n${items}`;
}

const failure = (it: NamedTrial) => `${trialLabel(it)}: ${errorLine(it.why ?? "")}`;

function provenanceText({ dataset, provenance, trials, executed }: Checked): string {
  const { gradlab, node, os, gitCommit, gitDirty, mathVersion } = provenance;
  const commit = gitCommit === null ? "no commit" : `commit ${shortHash(gitCommit)}`;
  const data =
    dataset.checksum === ""
      ? "no data set"
      : `${dataset.name} ${shortHash(dataset.checksum)} (${dataset.trainSamples} + ${dataset.testSamples} samples)`;
  const facts = [
    `gradlab ${gradlab}`,
    gitDirty ? `${commit} with changes` : commit,
    `math ${shortHash(mathVersion)}`,
    data,
    `Node ${node}`,
    os,
    `${trials} trials, ${executed} executed now`,
  ];
  return escaped(facts.join("; "));
}

/** A changed tree has no name to check out. */
function reproduction({ provenance: { gitCommit, gitDirty }, command }: Checked): string {
  const checkout = gitCommit === null || gitDirty ? [] : [`git checkout ${gitCommit}`];
  return [...checkout, command].join("\n");
}
