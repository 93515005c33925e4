import { UserError } from "@gradlab/schema/mistake";

/** A package that who needs no queue does without: with BullMQ it is a sixth of all that is installed. */
export async function queuePackage(): Promise<typeof import("@gradlab/queue")> {
  try {
    return await import("@gradlab/queue");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== "ERR_MODULE_NOT_FOUND" || !message.includes("'@gradlab/queue'")) throw error;
    throw new UserError(
      "package is missing: @gradlab/queue\nexpected it beside @gradlab/runner; `npm install @gradlab/queue` brings it",
    );
  }
}
