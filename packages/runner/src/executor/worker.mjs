// Plain JavaScript: the compile cache must be on before the first TypeScript file of this thread loads,
// or all of them are stripped of their types anew.
import { enableCompileCache } from "node:module";
import "../quick-imports.mjs";

enableCompileCache?.();
await import("./worker.ts");
