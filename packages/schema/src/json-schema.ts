import { z } from "./zod.ts";
import { wholeExperiment } from "./experiment.ts";

/** The JSON Schema that editors check experiment files with; `pnpm schema` writes it. */
export function experimentJsonSchema(): string {
  const schema = z.toJSONSchema(wholeExperiment(), { io: "input" });
  return JSON.stringify({ title: "gradlab experiment", ...schema }, null, 2) + "\n";
}
