/** What a trial leaves beside its JSON file, as safetensors: `params`, W1, b1, W2, … as training ended with them. */
export const artifacts = ["params", "checkpoints"] as const;
export type Artifact = (typeof artifacts)[number];

/** `….json` → `….params.safetensors` */
export const artifactName = (trialName: string, artifact: Artifact) =>
  trialName.replace(/\.json$/, `.${artifact}.safetensors`);

/** `checkpoints` has the params of some steps on the way as `16/W1`, `16/b1`, … */
export const checkpointTensor = (step: number, param: string) => `${step}/${param}`;

/** … and some images of the test split to try them with: (samples, pixels) of bytes 0..255, and their labels. */
export const sampleTensors = { images: "test/images", labels: "test/labels" } as const;
