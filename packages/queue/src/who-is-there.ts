import type { Member } from "./presence.ts";

export const trials = (count: number) => (count === 1 ? "1 trial" : `${count} trials`);

export const atATime = (members: readonly Member[]) =>
  members.reduce((sum, { workers }) => sum + workers, 0);

/** Who executes the trials of a run. */
export function connected(own: readonly Member[], where: string): string {
  const processes = own.length === 1 ? "1 worker is" : `${own.length} workers are`;
  return `${processes} connected to ${where}: ${trials(atATime(own))} at a time`;
}

/** That nobody does, and what helps; `others` are of another math. */
export function nobody(others: readonly Member[], mathVersion: string, where: string): string {
  if (others.length === 0) {
    return `no worker is connected to ${where}; \`pnpm exp worker ${where}\` starts one`;
  }
  const other = others[0]!.mathVersion.slice(0, 8);
  return (
    `no worker of this run's math is connected to ${where}: it is ` +
    `${mathVersion.slice(0, 8)}, that of ${others.length} there ${other}; ` +
    "expected workers that were started from the same core and models"
  );
}
