import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError, baseline as baselineSchema, fileTrouble, type Baseline } from "@gradlab/schema";
import writeFileAtomic from "write-file-atomic";
import { baselinePath } from "./read-compared.ts";

/** Writes it a line a key and a line a trial, so that a reviewer sees what changed. */
export async function writeBaseline(root: string, baseline: Baseline): Promise<string> {
  const file = baselinePath(baseline.experiment);
  const { trials, ...facts } = baselineSchema.parse(baseline);
  const text = [
    "{",
    ...Object.entries(facts).map(([key, value]) => `  "${key}": ${JSON.stringify(value)},`),
    '  "trials": [',
    trials.map((trial) => `    ${JSON.stringify(trial)}`).join(",\n"),
    "  ]",
    "}\n",
  ].join("\n");
  try {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    await writeFileAtomic(join(root, file), text);
  } catch (error) {
    const trouble = fileTrouble(error);
    if (trouble === undefined) throw error;
    throw new UserError(`cannot write ${file}: ${trouble}\nexpected a folder that can be written`);
  }
  return file;
}
