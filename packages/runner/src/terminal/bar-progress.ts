import { MultiBar } from "cli-progress";
import type { PlannedTrial } from "../run/planned-trials.ts";
import { stepsOf } from "../tasks/steps.ts";
import { Eta, noSweep } from "./eta.ts";
import type { ProgressDisplay } from "./progress.ts";
import { cut, endText, fittedLabel, paceText, retryText } from "./trial-text.ts";
import { wrapped } from "./wrapped.ts";

const barWidth = 24;

/** Where a line is written over a bar. */
const clearRight = "\u001b[K";

/** A bar for the whole, and below it one for each trial that runs, redrawn in place. */
export function barProgress(stream: NodeJS.WriteStream): ProgressDisplay {
  let bars: MultiBar | undefined;
  let eta = new Eta(noSweep);
  /** Bars of trials, and trials. */
  let [rows, most] = [0, 0];
  const stepOf = new Map<PlannedTrial, number>();
  const width = () => stream.columns || 80;

  const whole = () => row(eta.share, `${eta.ended}/${eta.total} trials, ${paceText(eta)}`);
  const running = (index: number) => {
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

  /** A bar for each that runs; more than the screen has lines could not be drawn over. */
  const grow = (workers: number) => {
    const wanted = Math.max(1, Math.min(workers, most, (stream.rows || 24) - 3));
    for (; rows < wanted; rows++) {
      const index = rows;
      bars?.create(1, 0, {}, { format: () => running(index) });
    }
  };

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
      [rows, most] = [0, sweep.trials.length];
      grow(sweep.workers ?? 1);
    },
    workers(count) {
      eta.workers = count;
      grow(count);
    },
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
