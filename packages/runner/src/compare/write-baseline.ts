import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError, baseline as baselineSchema, fileTrouble, type Baseline } from "@gradlab/schema";
import { realFiles } from "../results/files.ts";
import { writeWhole } from "../results/write-whole.ts";
import { baselinePath } from "./baselines.ts";

/**
 * Writes it a line a key and a line a trial, so that a reviewer sees what changed. It is committed: of the
 * operating system it names no more than its kind.
 */
export async function writeBaseline(root: string, baseline: Baseline): Promise<string> {
  const file = baselinePath(baseline.experiment);
  const { trials, ...facts } = baselineSchema.parse({
    ...baseline,
    provenance: { ...baseline.provenance, os: kindOf(baseline.provenance.os) },
  });
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
    await writeWhole(realFiles, join(root, file), text);
  } catch (error) {
    const trouble = fileTrouble(error);
    if (trouble === undefined) throw error;
    throw new UserError(`cannot write ${file}: ${trouble}\nexpected a folder that can be written`);
  }
  return file;
}

/** "linux 6.1.0 x64" → "linux x64" */
const kindOf = (os: string) =>
  os
    .split(" ")
    .filter((_, i, all) => i === 0 || i === all.length - 1)
    .join(" ");
