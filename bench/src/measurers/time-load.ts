/** A process of its own: `node time-load.ts REQUEST FOLDER` prints how many seconds loading takes. */
import type { DataSetRequest } from "@gradlab/mnist-data";
import { load } from "./load.ts";

const [request, folder] = process.argv.slice(2) as [string, string];
const start = performance.now();
await load(JSON.parse(request) as DataSetRequest, folder);
console.log((performance.now() - start) / 1000);
