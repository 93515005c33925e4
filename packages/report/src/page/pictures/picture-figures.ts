import type { Run } from "@gradlab/schema";
import { mistakesFigure } from "./mistakes-figure.ts";
import { weightsFigure } from "./weights-figure.ts";
import type { PictureFigure } from "./gallery.ts";

/** The pictures that a run has left. */
export const pictureFigures = (run: Run, id: string): PictureFigure[] =>
  [mistakesFigure(run, id), weightsFigure(run, id)].filter((it) => it !== undefined);
