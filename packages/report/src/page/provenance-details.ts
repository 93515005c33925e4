import type { Run } from "@gradlab/schema";
import { counted, duration } from "../numbers.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";

/** Where, when and with what the results were made. */
export function provenanceDetails(run: Run, file: string | undefined, folder: string): Html {
  const { dataset, provenance, trials, startedAt, endedAt } = run;
  const executed = trials.filter((it) => it.executed).length;
  const counts = (["complete", "diverged", "failed"] as const).flatMap((status) => {
    const n = trials.filter((it) => it.status === status).length;
    return n === 0 ? [] : [`${n} ${status}`];
  });
  const facts: [string, string | Html][] = [
    ...(file === undefined ? [] : [runFile(file, folder)]),
    [
      "git commit",
      provenance.gitCommit === null
        ? "not in a git repository"
        : html`<code>${provenance.gitCommit}</code
            >${provenance.gitDirty === true ? " with uncommitted changes" : ""}`,
    ],
    ["versions", `gradlab ${provenance.gradlab}, Node ${provenance.node}, ${provenance.os}`],
    ["math", html`<code>${provenance.mathVersion}</code>`],
    ...(dataset.name === "none" ? [] : datasetFacts(dataset)),
    [
      "trials",
      `${trials.length}: ${counts.join(", ")}; ${executed} executed by this run, ${trials.length - executed} stored before`,
    ],
    ["started", html`<time datetime="${startedAt}">${utc(startedAt)}</time>`],
    ["took", duration(Math.max(0, Date.parse(endedAt) - Date.parse(startedAt)))],
  ];
  return html`<details>
    <summary>Provenance</summary>
    <div class="inside">
      <dl class="facts">
        ${facts.map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd>${value}</dd> `,
        )}
      </dl>
    </div>
  </details>`;
}

const runFile = (file: string, folder: string): [string, Html] => [
  "run file",
  html`<a href="${folder}/runs/${encodeURIComponent(file)}">${file}</a>`,
];

const datasetFacts = (dataset: Run["dataset"]): [string, Html][] => [
  [
    "data set",
    html`${dataset.name}: ${counted(dataset.trainSamples, "train sample")},
    ${counted(dataset.testSamples, "test sample")}`,
  ],
  ["data checksum", html`<code>${dataset.checksum}</code>`],
];

/** 2026-11-24 06:32 UTC */
const utc = (time: string) => `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
