import { resolve } from "node:path";
import type { TrialConfig } from "@gradlab/schema";
import { UserError, fileTrouble } from "@gradlab/schema/mistake";
import { readRegular } from "../results/read-regular.ts";
import { expectFit } from "./params-fit.ts";
import type { Plan } from "./resolve.ts";
import type { PlannedPoint } from "./sweep.ts";

type Params = Extract<TrialConfig, { task: "evaluate" }>["params"];
type ParamsFile = Extract<Params, { file: string }>;

/** The plan with the checksum of each params file, once it fits, in its config: part of the key, so that new params are a new trial. */
export function withParamsChecksums(plan: Plan): Plan {
  return { ...plan, points: plan.points.map(withChecksum) };
}

function withChecksum(point: PlannedPoint): PlannedPoint {
  const { config } = point;
  if (config.task !== "evaluate" || !("file" in config.params)) return point;
  const { file } = config.params;
  const bytes = readParamsFile(config.params);
  expectFit(file, bytes, config.model.hidden);
  const sha256 = checksum(bytes);
  return { ...point, config: { ...config, params: { file, sha256 } } };
}

/** Throws where the bytes are not those of the checksum, such as that of the plan. */
export function readParamsFile({ file, sha256: expected }: ParamsFile): Uint8Array {
  const bytes = bytesOf(file);
  const sha256 = checksum(bytes);
  if (expected !== undefined && expected !== sha256) {
    throw new UserError(`wrong params file: ${file} has sha256 ${sha256}; expected ${expected}`);
  }
  return bytes;
}

function checksum(bytes: Uint8Array): string {
  // By name: a thread that trains would load it with the rest, for nothing.
  const { createHash } = process.getBuiltinModule("node:crypto");
  return createHash("sha256").update(bytes).digest("hex");
}

/** Params of the widest net that an experiment may have. */
const mostBytes = 2 ** 31 - 1;

function bytesOf(file: string): Uint8Array {
  const refused = (problem: string) =>
    new UserError(
      `cannot read params file: ${file}: ${problem}\nexpected a .npz or .safetensors file with W1, b1, W2, b2, …`,
    );
  try {
    const bytes = readRegular(resolve(file), mostBytes);
    if (typeof bytes === "string") throw refused(bytes);
    return bytes;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw refused(fileTrouble(error) ?? (error as Error).message);
  }
}
