import { compile } from "vega-lite";
import type { TopLevelSpec } from "vega-lite";
import type { Spec } from "vega";
import { theme } from "./theme.ts";

/** A chart as the page's Vega runtime reads it, and what Vega-Lite had to say about it. */
export function compileChart(spec: TopLevelSpec): { vega: Spec; warnings: string[] } {
  const warnings: string[] = [];
  const note = (...parts: readonly unknown[]) => {
    warnings.push(parts.join(" "));
    return logger;
  };
  const silent = () => logger;
  const logger = {
    level: (() => logger) as never,
    warn: note,
    error: note,
    info: silent,
    debug: silent,
  };
  const { spec: vega } = compile(spec, { config: theme, logger });
  return { vega, warnings };
}
