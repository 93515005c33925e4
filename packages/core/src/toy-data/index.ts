export type { ToyData } from "./contract.ts";
export { moons, type MoonsOptions } from "./moons.ts";
export { spiral, type SpiralOptions } from "./spiral.ts";
export { truthTables } from "./truth-tables.ts";
