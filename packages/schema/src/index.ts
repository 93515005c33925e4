export * from "./claim.ts";
export * from "./config.ts";
export * from "./experiment.ts";
export * from "./json.ts";
export * from "./json-schema.ts";
export * from "./metrics.ts";
export * from "./run.ts";
export * from "./trial.ts";
