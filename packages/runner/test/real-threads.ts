import { afterAll, beforeAll } from "vitest";

export const threads = { areReal: false };

/** On top of a test file that is about threads; see without-threads.ts. */
export function withRealThreads(): void {
  beforeAll(() => void (threads.areReal = true));
  afterAll(() => void (threads.areReal = false));
}
