import type { JsonValue } from "@gradlab/schema";
import type { Cause } from "../run/why.ts";

const valueText = (value: JsonValue | undefined) =>
  value === undefined ? "not set" : typeof value === "string" ? value : JSON.stringify(value);
const short = (hash: string) => hash.slice(0, 8) || "none";

/** "config changed: train.steps 10000 → 2000 (lr-sweep.yaml:13:10)" */
export function causeLabel(cause: Cause, origins: Readonly<Record<string, string>>): string {
  switch (cause.kind) {
    case "stored":
      return "nothing changed: stored";
    case "new":
      return "new: no trial of this sweepPoint and seed is stored";
    case "failed":
      return "failed before: tried again";
    case "changed": {
      const { config, data, math } = cause;
      const keys = config.map(({ path, from, to }) => {
        const origin = origins[path];
        return `${path} ${valueText(from)} → ${valueText(to)}${origin ? ` (${origin})` : ""}`;
      });
      return [
        ...(keys.length > 0 ? [`config changed: ${keys.join(", ")}`] : []),
        ...(data ? [`data changed: ${short(data.from)} → ${short(data.to)}`] : []),
        ...(math ? [`math changed: ${short(math.from)} → ${short(math.to)}`] : []),
      ].join("; ");
    }
  }
}
