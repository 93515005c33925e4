import type { Bench } from "@gradlab/schema";
import type { Plan } from "../plan.ts";
import type { World } from "../world.ts";

export type Measured = Partial<Pick<Bench, "comparisons" | "costs" | "profiles">>;

/** Measures one thing after the other of its own. */
export type Part = (world: World, plan: Plan) => Promise<Measured>;
