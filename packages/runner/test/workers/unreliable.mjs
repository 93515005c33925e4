// A worker in place of worker.mjs that comes to grief where the config of a trial says so.
import { parentPort, threadId, workerData } from "node:worker_threads";

const attempts = new Int32Array(workerData.data.attempts);
const beats = new Int32Array(workerData.data.beats);
const end = (metrics) => {
  const result = { status: "complete", metrics: { threadId, ...metrics } };
  parentPort.postMessage({ type: "ended", result });
};
const throwLater = () => {
  setImmediate(() => {
    throw new RangeError("out of nowhere");
  });
};
const griefs = {
  exit: () => process.exit(7),
  hang: () => {
    for (;;) Atomics.add(beats, 0, 1);
  },
  throw: throwLater,
  memory: () => {
    for (const kept = []; ;) kept.push(Array.from({ length: 1e5 }, Math.random));
  },
  after: () => {
    end({});
    throwLater();
  },
};

parentPort.on("message", ({ id, config: { grief, once } }) => {
  parentPort.postMessage({ type: "begun" });
  const attempt = Atomics.add(attempts, id, 1) + 1;
  if (grief && (!once || attempt === 1)) griefs[grief]();
  else end({ attempt });
});
