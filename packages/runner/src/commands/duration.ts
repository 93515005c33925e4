import { UserError } from "@gradlab/schema/mistake";

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Longer than any trial; timers end at 24 days. */
const mostMs = 480 * units.h;

/** A flag's duration in ms: `90s`, `1.5m`. */
export function duration(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  const ms = Number(number) * units[unit as keyof typeof units];
  if (ms > 0 && ms <= mostMs) return ms;
  throw new UserError(
    `not a duration: --${name} ${text.slice(0, 40)}; expected a number with its unit, such as 90s, 5m or 1.5h`,
  );
}
