import { getHeapStatistics } from "node:v8";

const lookMs = 500;

/** More than what stayed at the last sweep, and what the youngest objects take anyway. */
const mostGarbageBytes = 48e6;

/**
 * Keeps a process small through which ten thousand results pass, of which little stays: V8 alone lets
 * three times as much garbage gather as it keeps. Returns what ends it.
 */
export async function sweepHeap(): Promise<() => void> {
  const inspector = await import("node:inspector").catch(() => undefined);
  if (inspector === undefined) return () => {}; // a Node that was built without it
  const session = new inspector.Session();
  session.connect();
  let stayed = used();
  const looking = setInterval(() => {
    if (used() - stayed < mostGarbageBytes) return;
    stayed = Infinity; // until it is swept
    session.post("HeapProfiler.collectGarbage", () => (stayed = used()));
  }, lookMs).unref();
  return () => {
    clearInterval(looking);
    session.disconnect();
  };
}

function used(): number {
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}
