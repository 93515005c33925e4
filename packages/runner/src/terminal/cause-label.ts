import type { Cause } from "../run/why.ts";
import { changeText, shortHash } from "./value-text.ts";

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
      const keys = config.map((change) => {
        const origin = origins[change.path];
        return `${changeText(change)}${origin ? ` (${origin})` : ""}`;
      });
      return [
        ...(keys.length > 0 ? [`config changed: ${keys.join(", ")}`] : []),
        ...(data ? [`data changed: ${shortHash(data.from)} → ${shortHash(data.to)}`] : []),
        ...(math ? [`math changed: ${shortHash(math.from)} → ${shortHash(math.to)}`] : []),
      ].join("; ");
    }
  }
}
