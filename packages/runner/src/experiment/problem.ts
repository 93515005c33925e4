import { UserError } from "@gradlab/schema";

/** A place in an experiment: property names and list indices from the top. */
export type Path = readonly (string | number)[];

/** Something wrong in an experiment file or an override. */
export interface Problem {
  /** `experiments/lr-sweep.yaml:9:12`, or the override as typed */
  readonly where: string;
  readonly path: Path;
  readonly says: string;
}

/** All of them at once, one line each. */
export class ExperimentError extends UserError {
  constructor(problems: readonly Problem[]) {
    super(
      problems
        .map(({ where, path, says }) => {
          const dotted = path.join(".");
          return `${where} ${dotted === "" ? "" : `${dotted}: `}${says}`;
        })
        .join("\n"),
    );
  }
}
