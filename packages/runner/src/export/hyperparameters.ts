import type { Trial } from "@gradlab/schema";
import { pointLabel } from "../terminal/format.ts";
import { hparamsPluginData, type SummaryValue } from "./event-messages.ts";

/** TensorBoard's word for how a session ended. */
const ended = { complete: 1, diverged: 2, failed: 2 } as const;

/**
 * What TensorBoard's HPARAMS page tells a trial by: its whole config by dotted path. The seeds of a
 * sweepPoint are one group, of whose metrics it shows the mean.
 */
export function hyperparameters(trial: Trial, wallTime: number): SummaryValue[] {
  const { experiment, sweepPoint, config, status, timing } = trial;
  const { task: _, ...settings } = config;
  const sessionStartInfo = {
    hparams: leaves(settings, "").map(([key, value]) => ({ key, value })),
    groupName: `${experiment} ${pointLabel(sweepPoint)}`.trimEnd(),
    startTimeSecs: wallTime - (timing["durationMs"] ?? 0) / 1000,
  };
  const sessionEndInfo = { status: ended[status], endTimeSecs: wallTime };
  return [
    summary("_hparams_/session_start_info", { version: 0, sessionStartInfo }),
    summary("_hparams_/session_end_info", { version: 0, sessionEndInfo }),
  ];
}

/** All is in the plugin's content; the tensor of one 0 is there as there has to be one. */
function summary(tag: string, data: object): SummaryValue {
  const content = hparamsPluginData.encode(data).finish();
  return {
    tag,
    metadata: { pluginData: { pluginName: "hparams", content } },
    tensor: { dtype: 1, tensorShape: { dim: [{ size: 1 }] }, floatVal: [0] },
  };
}

type HParam = { numberValue: number } | { boolValue: boolean } | { stringValue: string };

/** [dotted path, value] of each setting; a list as its JSON, as only single values are shown. */
function leaves(value: unknown, path: string): [string, HParam][] {
  if (value === undefined || value === null) return [];
  if (typeof value === "object" && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([key, it]) =>
      leaves(it, path === "" ? key : `${path}.${key}`),
    );
  }
  if (typeof value === "number") return [[path, { numberValue: value }]];
  if (typeof value === "boolean") return [[path, { boolValue: value }]];
  return [[path, { stringValue: typeof value === "string" ? value : JSON.stringify(value) }]];
}
