import { fileTrouble, UserError } from "@gradlab/schema";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import writeFileAtomic from "write-file-atomic";
import { partNames, type PartName } from "./parts/index.ts";
import { fullPlan, quickPlan } from "./plan.ts";
import { runBench } from "./run-bench.ts";
import { tables } from "./tables.ts";
import { findWorld } from "./world.ts";

interface Request {
  /** None: all. */
  readonly parts: readonly PartName[];
  readonly full: boolean;
  readonly dataDir: string | undefined;
  readonly json: string | undefined;
}

/** Measures, prints, and writes what the report draws. */
export async function bench({ parts, full, dataDir, json }: Request): Promise<void> {
  const world = await findWorld(dataDir, (line) => console.error(line));
  const names = parts.length === 0 ? partNames : partNames.filter((name) => parts.includes(name));
  const command = ["pnpm bench", ...parts, ...(full ? ["--full"] : [])].join(" ");
  const result = await runBench(world, full ? fullPlan : quickPlan, names, command);
  console.log(tables(result));
  const file = json ?? resultFile(result.startedAt);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFileAtomic(file, `${JSON.stringify(result, null, 2)}\n`);
  } catch (error) {
    const trouble = fileTrouble(error);
    if (trouble === undefined) throw error;
    throw new UserError(`cannot write: ${file}; ${trouble}\nChoose another file with --json.`);
  }
  console.log(`\n${file}${json === undefined ? ": `pnpm report` draws it" : ""}`);
}

/** 20261124T063200Z.json, where the report looks. */
function resultFile(startedAt: string): string {
  const time = `${startedAt.slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
  return fileURLToPath(new URL(`../../results/bench/${time}.json`, import.meta.url));
}
