export * from "./evaluate.ts";
export * from "./images.ts";
export * from "./layer-params.ts";
export * from "./mlp.ts";
export * from "./network.ts";
export * from "./non-finite.ts";
export * from "./numerical-gradient.ts";
export * from "./train.ts";
