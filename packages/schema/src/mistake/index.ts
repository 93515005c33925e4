/** Mistakes and nearest names, apart from the schemas: they cost a command line its start. */
export * from "./nearest.ts";
export * from "./shown.ts";
export * from "./user-error.ts";
