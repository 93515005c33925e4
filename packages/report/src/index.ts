export * from "./charts/index.ts";
export * from "./charts/compile.ts";
export * from "./page/page.ts";
export * from "./results/read-results.ts";
export * from "./write-report.ts";
