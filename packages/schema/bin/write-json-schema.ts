import { writeFileSync } from "node:fs";
import { experimentJsonSchema } from "../src/index.ts";

writeFileSync(new URL("../experiment.schema.json", import.meta.url), experimentJsonSchema());
