import { UserError } from "@gradlab/schema/mistake";

/**
 * Says so where @gradlab/queue is not installed, which who needs no queue does without: with BullMQ it is
 * a sixth of all. To be called before anything that imports it.
 */
export function expectQueue(): void {
  try {
    import.meta.resolve("@gradlab/queue");
  } catch {
    throw new UserError(
      "package is missing: @gradlab/queue\nexpected it beside @gradlab/runner; `npm install @gradlab/queue` brings it",
    );
  }
}
