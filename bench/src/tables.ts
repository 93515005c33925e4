import type { Bench, BenchComparison, BenchGoal, Cost, StepProfile } from "@gradlab/schema";

/** Everything that was measured, as text. */
export function tables(bench: Bench): string {
  const { machine } = bench;
  const facts =
    `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, ` +
    `${machine.numpy === null ? "no numpy" : `numpy ${machine.numpy}, one thread`}; ` +
    `load ${machine.loadAverage.toFixed(2)} at the start` +
    (machine.simdGflops === null
      ? ""
      : `; 128-bit float32 arithmetic of one core: ${short(machine.simdGflops)} GFLOP/s`);
  return [
    facts,
    ...(bench.comparisons.length === 0 ? [] : [comparisonTable(bench.comparisons)]),
    ...costTables(bench.costs),
    ...bench.profiles.map(profileTable),
  ].join("\n\n");
}

function comparisonTable(comparisons: readonly BenchComparison[]): string {
  const rows = comparisons.map(({ what, unit, value, peer, ratio, goal }) => [
    what,
    `${short(value.median)} ${unit}`,
    peer === undefined ? "" : `${peer.name}: ${short(peer.value.median)} ${unit}`,
    ratio === undefined ? "" : `${short(ratio.median)}× [${short(ratio.q1)}, ${short(ratio.q3)}]`,
    goal === undefined ? "" : goalText(goal, goal.of === "ratio" ? ratio!.median : value.median),
  ]);
  return textTable([["what", "gradlab", "peer", "ratio [q1, q3]", "goal"], ...rows]);
}

function goalText({ of, better, required, aim }: BenchGoal, reached: number): string {
  const beyond = (limit: number) => (better === "higher" ? reached >= limit : reached <= limit);
  const unit = of === "ratio" ? "×" : "";
  const word = beyond(aim) ? "aim reached" : beyond(required) ? "reached" : "missed";
  const bound = better === "higher" ? "≥" : "≤";
  return `${bound} ${required}${unit}, aim ${aim}${unit}: ${word}`;
}

/** One table for each axis and what is done along it. */
function costTables(costs: readonly Cost[]): string[] {
  const groups = Map.groupBy(costs, ({ axis, what, unit }) => `${unit} for ${what} by ${axis}`);
  return [...groups].map(([title, lines]) => {
    const heads = ["", ...lines.map(({ who }) => who)];
    const rows = lines[0]!.points.map(({ at }, i) => [
      at.toLocaleString("en-US"),
      ...lines.map(({ points }) => {
        const { value, gflops } = points[i]!;
        const speed = gflops === undefined ? "" : ` (${short(gflops)} GFLOP/s)`;
        return short(value.median) + speed;
      }),
    ]);
    return `${title}\n${textTable([heads, ...rows])}`;
  });
}

function profileTable({ what, stepMicroseconds, kernels }: StepProfile): string {
  const rows = kernels.map(({ kernel, calls, microseconds }) => [
    kernel,
    String(Math.round(calls)),
    short(microseconds),
    `${((100 * microseconds) / stepMicroseconds).toFixed(1)} %`,
  ]);
  const title = `a step of ${what}: ${short(stepMicroseconds)} µs`;
  return `${title}\n${textTable([["kernel", "calls", "µs", "share"], ...rows])}`;
}

/** Three digits. */
function short(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString("en-US");
  return String(Number(value.toPrecision(3)));
}

function textTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, c) => Math.max(...rows.map((row) => row[c]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, c) => cell.padEnd(widths[c]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
