import { UserError, fileTrouble, shown } from "@gradlab/schema";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import writeFileAtomic from "write-file-atomic";
import { readAgainst } from "../results/read-against.ts";
import { readBench } from "../results/read-bench.ts";
import { readResults } from "../results/read-results.ts";
import type { Form } from "./form.ts";
import { LettersNotice } from "./letters-notice.ts";
import { placesOf, standardOutput } from "./places.ts";
import { planFile, planFolder, type Planned } from "./plan.ts";
import type { Scheme } from "./standalone.ts";
import { experimentSubject, speedSubject, withCharts, type Subject } from "./subject.ts";

export interface FormsRequest {
  /** None: all that have results. */
  readonly experiments: readonly string[];
  readonly resultsDir: string;
  readonly forms: readonly Form[];
  /** Names of charts; none: all. */
  readonly charts: readonly string[];
  readonly scheme: Scheme;
  /** A folder, a file, or - for standard output. */
  readonly out: string | undefined;
  readonly against: string | undefined;
}

type Print = (text: string) => void;

/** Results → files of charts and of whole experiments; the same results give the same bytes. */
export async function writeForms(request: FormsRequest, say: Print, warn: Print): Promise<void> {
  const { charts, forms, scheme } = request;
  const places = placesOf(request.out, request.resultsDir, forms);
  const subjects = withCharts(await readSubjects(request, warn), charts);
  const letters = new LettersNotice();
  const wanted = { forms, scheme, someCharts: charts.length > 0, letters };
  const planned =
    places.kind === "file"
      ? planFile(subjects, wanted, places)
      : planFolder(subjects, wanted, places.folder);
  const bare = subjects.filter((it) => it.charts.length === 0 && charts.length === 0);
  for (const { name } of bare) {
    warn(`no charts of ${shown(name)}: nothing was measured that one could show`);
  }
  if (planned.length === 0) {
    const next = subjects.some(({ result }) => result !== undefined)
      ? "--markdown and --csv write what was measured as a table."
      : "Run `pnpm exp run lr-sweep` first.";
    const names = subjects.map(({ name }) => shown(name)).join(", ");
    throw new UserError(`nothing to write: ${names}; expected charts of an experiment\n${next}`);
  }
  for (const { file, content } of planned) {
    if (file === standardOutput) say(String(await content()).trimEnd());
    else await write(file, await content());
  }
  const tell = places.kind === "file" && places.file === standardOutput ? warn : say;
  for (const line of told(planned)) tell(line);
  for (const line of letters.lines()) warn(line);
}

async function readSubjects(
  { experiments, resultsDir, against }: FormsRequest,
  warn: Print,
): Promise<Subject[]> {
  const speed = experiments.length === 0 ? await readBench(resultsDir, warn) : undefined;
  const results = await readResults(resultsDir, experiments, warn, {
    mayBeNone: speed !== undefined,
  });
  if (against !== undefined) {
    const [result] = results as [(typeof results)[number]];
    return [experimentSubject(result, await readAgainst(resultsDir, result, against))];
  }
  return [
    ...results.map((it) => experimentSubject(it)),
    ...(speed === undefined ? [] : [speedSubject(speed)]),
  ];
}

async function write(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFileAtomic(file, content as Buffer);
  } catch (error) {
    const trouble = fileTrouble(error);
    if (trouble === undefined) throw error;
    throw new UserError(
      `cannot write: ${shown(file, 400)}; ${trouble}\nChoose another place with --out.`,
    );
  }
}

/** A line for each folder: what is in it now. */
function told(planned: readonly Planned[]): string[] {
  const files = planned.map(({ file }) => file).filter((file) => file !== standardOutput);
  return [...Map.groupBy(files, (file) => path.dirname(file))].map(([folder, its]) => {
    if (its.length === 1) return shown(its[0]!, 400);
    return `${shown(folder + path.sep, 400)} ${its.map((file) => shown(path.basename(file), 400)).join(", ")}`;
  });
}
