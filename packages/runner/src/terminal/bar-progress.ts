import { MultiBar } from "cli-progress";
import type { PlannedTrial } from "../run/planned-trials.ts";
import { stepsOf } from "../tasks/steps.ts";
import { Eta, noSweep } from "./eta.ts";
import type { ProgressDisplay } from "./progress.ts";
import { cut, endText, fittedLabel, paceText, retryText } from "./trial-text.ts";
import { wrapped } from "./wrapped.ts";

const barWidth = 24;

/** Bars where it is not known how many trials will run at a time. */
const unknownWorkers = 8;

/** Where a line is written over a bar. */
const clearRight = "\u001b[K";

/** A bar for the whole, and below it one for each trial that runs, redrawn in place. */
export function barProgress(stream: NodeJS.WriteStream): ProgressDisplay {
  let bars: MultiBar | undefined;
  let eta = new Eta(noSweep);
  const stepOf = new Map<PlannedTrial, number>();
  const width = () => stream.columns || 80;

  const whole = () => row(eta.share, `${eta.ended}/${eta.total} trials, ${paceText(eta)}`);
  const running = (index: number, rows: number) => {
    const trial = [...stepOf.keys()][index];
    if (trial === undefined) return "";
    const more = stepOf.size - index;
    if (index === rows - 1 && more > 1) return cut(`… and ${more} more`, width());
    return row(
      stepOf.get(trial)! / stepsOf(trial.point.config),
      fittedLabel(trial, width() - barWidth - 1),
    );
  };
  const row = (share: number, text: string) => cut(`${bar(share)} ${text}`, width());

  const say = (text: string) => {
    const lines = wrapped(text, width()).split("\n");
    if (bars?.isActive) bars.log(lines.map((line) => `${line}${clearRight}\n`).join(""));
    else stream.write(`${lines.join("\n")}\n`);
  };
  return {
    begin(sweep) {
      eta = new Eta(sweep);
      stepOf.clear();
      bars = new MultiBar({
        stream,
        hideCursor: true,
        clearOnComplete: true,
        gracefulExit: false, // Ctrl-C lets trials end, and their bars go on
        fps: 5,
        forceRedraw: true, // a line above moves all bars
        linewrap: false,
      });
      bars.create(1, 0, {}, { format: whole });
      // Taller than the screen they could not be drawn over.
      const rows = Math.max(
        1,
        Math.min(sweep.workers ?? unknownWorkers, sweep.trials.length, (stream.rows || 24) - 3),
      );
      for (let i = 0; i < rows; i++) bars.create(1, 0, {}, { format: () => running(i, rows) });
    },
    workers: (count) => (eta.workers = count),
    begun(trial) {
      eta.begin(trial);
      stepOf.set(trial, 0);
    },
    progress(trial, step) {
      eta.progress(trial, step);
      stepOf.set(trial, step);
    },
    retried: (trial, error) => say(retryText(trial, error, width())),
    ended(trial, result) {
      eta.end(trial, result.status === "complete");
      stepOf.delete(trial);
      say(endText(trial, result, width()));
    },
    say,
    finished() {
      if (bars) redraw(bars);
      bars?.stop();
    },
  };
}

function bar(share: number): string {
  const full = Math.round(barWidth * share);
  return "█".repeat(full) + "░".repeat(barWidth - full);
}

/** Prints what `log` holds back until the next frame, which does not come any more. */
function redraw(bars: MultiBar): void {
  (bars as MultiBar & { update(): void }).update();
}
