import { UserError, shown } from "@gradlab/schema";

/** A place in an experiment: property names and list indices from the top. */
export type Path = readonly (string | number)[];

/** Something wrong in an experiment file or an override. */
export interface Problem {
  /** `experiments/lr-sweep.yaml:9:12`, or the override as typed; looked up for those that are shown */
  where(): string;
  readonly path: Path;
  readonly says: string;
}

/** More than these a reader does not read, and a terminal does not hold. */
const mostShown = 20;

/** All of them at once, one line each. */
export class ExperimentError extends UserError {
  constructor(problems: readonly Problem[]) {
    const lines = problems.slice(0, mostShown).map(({ where, path, says }) => {
      const dotted = path.join(".");
      const at = dotted === "" ? "" : `${shown(dotted, 200)}: `;
      return `${shown(where(), 200)} ${at}${shown(says, 800)}`;
    });
    const more = problems.length - lines.length;
    super([...lines, ...(more > 0 ? [`and ${more} more`] : [])].join("\n"));
  }
}
