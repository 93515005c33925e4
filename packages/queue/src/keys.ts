/** Before every key, also those of BullMQ. */
export const prefix = "gradlab";

/** A queue for each version of the math: a worker of another never sees the jobs. */
export const queueName = (mathVersion: string) => `trials-${mathVersion.slice(0, 12)}`;

/** BullMQ's stream of what happens to the jobs of a queue. */
export const eventsKey = (mathVersion: string) => `${prefix}:${queueName(mathVersion)}:events`;

/** What a worker has brought, until a run has read it. */
export const heldKey = (jobId: string) => `${prefix}:result:${jobId}`;

/** What a run has read, for another that waits for the same. */
export const readKey = (jobId: string) => `${prefix}:read:${jobId}`;

/** Who is connected, each with the time when it counts as gone. */
export const presenceKey = (role: "workers" | "runs") => `${prefix}:${role}`;

/** Tells workers which jobs nobody wants any more. */
export const cancelChannel = `${prefix}:cancel`;
