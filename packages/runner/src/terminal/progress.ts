import { MultiBar, type SingleBar } from "cli-progress";
import type { Trial } from "@gradlab/schema";
import type { PlannedTrial } from "../run/planned-trials.ts";
import { stepsOf } from "../tasks/steps.ts";
import { Eta } from "./eta.ts";
import { durationLabel, metricLabel, pointLabel } from "./format.ts";

/** Shows a run as it goes on, on standard error, so that standard output stays for results. */
export interface ProgressDisplay {
  begin(trials: readonly PlannedTrial[]): void;
  progress(trial: PlannedTrial, step: number): void;
  ended(trial: PlannedTrial, result: Trial): void;
  say(line: string): void;
  finished(): void;
}

const say = (line: string) => void process.stderr.write(`${line}\n`);

/** Bars on a terminal, lines elsewhere, nothing but notices with `quiet`. */
export function createProgress(quiet: boolean): ProgressDisplay {
  if (quiet) {
    const nothing = () => {};
    return { begin: nothing, progress: nothing, ended: nothing, finished: nothing, say };
  }
  return process.stderr.isTTY ? barProgress() : lineProgress();
}

function lineProgress(): ProgressDisplay {
  const quietMs = 15_000;
  let eta = new Eta([]);
  let lastLine = 0;
  const line = (text: string) => {
    lastLine = performance.now();
    say(`[${eta.ended}/${eta.total}] ${text}; ${etaText(eta)}`);
  };
  return {
    begin(trials) {
      eta = new Eta(trials);
      lastLine = performance.now();
    },
    progress(trial, step) {
      eta.progress(trial, step);
      if (performance.now() - lastLine > quietMs) line(`${Math.floor(eta.share * 100)} %`);
    },
    ended(trial, result) {
      eta.end(trial);
      line(endText(trial, result));
    },
    say,
    finished() {},
  };
}

function barProgress(): ProgressDisplay {
  let bars: MultiBar | undefined;
  let whole: SingleBar | undefined;
  let eta = new Eta([]);
  const running = new Map<PlannedTrial, SingleBar>();
  const update = () =>
    whole?.update(eta.share * 1000, { text: `${eta.ended}/${eta.total} trials  ${etaText(eta)}` });
  return {
    begin(trials) {
      eta = new Eta(trials);
      bars = new MultiBar({
        format: "{bar} {text}",
        barCompleteChar: "█",
        barIncompleteChar: "░",
        barsize: 24,
        hideCursor: true,
        clearOnComplete: true,
        fps: 5,
        linewrap: false,
      });
      whole = bars.create(1000, 0, { text: `0/${trials.length} trials` });
    },
    progress(trial, step) {
      eta.progress(trial, step);
      let bar = running.get(trial);
      if (bar === undefined) {
        bar = bars!.create(stepsOf(trial.point.config), 0, { text: trialLabel(trial) });
        running.set(trial, bar);
      }
      bar.update(step);
      update();
    },
    ended(trial, result) {
      eta.end(trial);
      const bar = running.get(trial);
      if (bar) bars!.remove(bar);
      running.delete(trial);
      bars!.log(`${endText(trial, result)}\n`);
      update();
      redraw(bars!);
    },
    say: (line) => (bars?.isActive ? bars.log(`${line}\n`) : say(line)),
    finished() {
      bars?.stop();
    },
  };
}

/** Prints what `log` holds back until the next frame, which may never come when the run ends now. */
function redraw(bars: MultiBar): void {
  (bars as MultiBar & { update(): void }).update();
}

function trialLabel({ point, seed }: PlannedTrial): string {
  const label = pointLabel(point.sweepPoint);
  return label === "" ? `seed ${seed}` : `${label}, seed ${seed}`;
}

function endText(trial: PlannedTrial, { status, metrics, timing }: Trial): string {
  const accuracy = metrics["test.accuracy"];
  const told =
    status === "complete" && accuracy !== undefined
      ? `test accuracy ${metricLabel("test.accuracy", accuracy)}`
      : status;
  return `${trialLabel(trial)}: ${told} in ${durationLabel(timing["durationMs"] ?? 0)}`;
}

function etaText(eta: Eta): string {
  const left = eta.leftMs;
  return left === undefined ? "ETA …" : `ETA ${durationLabel(left)}`;
}
