import { z } from "zod";
import { experiment } from "./experiment.ts";

/** The JSON Schema that editors check experiment files with; `pnpm schema` writes it. */
export function experimentJsonSchema(): string {
  const schema = z.toJSONSchema(experiment, { io: "input" });
  return JSON.stringify({ title: "gradlab experiment", ...schema }, null, 2) + "\n";
}
