import { UserError } from "@gradlab/schema/mistake";

/**
 * Says so where @gradlab/queue is not installed: it is an optional peer, as with BullMQ it is a sixth of
 * all that npm installs. To be called before anything that imports it.
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
