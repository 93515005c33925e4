import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { UserError, fileTrouble } from "@gradlab/schema";
import type { Plan } from "./resolve.ts";
import type { PlannedPoint } from "./sweep.ts";

/** The plan with the checksum of each params file in its config: part of the key, so that new params are a new trial. */
export function withParamsChecksums(plan: Plan): Plan {
  return { ...plan, points: plan.points.map(withChecksum) };
}

function withChecksum(point: PlannedPoint): PlannedPoint {
  const { config } = point;
  if (config.task !== "evaluate" || !("file" in config.params)) return point;
  const { file, sha256: expected } = config.params;
  const sha256 = createHash("sha256").update(bytesOf(file)).digest("hex");
  if (expected !== undefined && expected !== sha256) {
    throw new UserError(`wrong params file: ${file} has sha256 ${sha256}; expected ${expected}`);
  }
  return { ...point, config: { ...config, params: { file, sha256 } } };
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(resolve(file));
  } catch (error) {
    const trouble = fileTrouble(error) ?? (error as Error).message;
    throw new UserError(
      `cannot read params file: ${file}: ${trouble}\nexpected a .npz or .safetensors file with W1, b1, W2, b2, …`,
    );
  }
}
