/** Of one call, over as many as fit into `budget` seconds, at least one. */
export function meanSeconds(run: () => void, budget: number): number {
  let calls = 0;
  const start = performance.now();
  let now = start;
  while (calls === 0 || now - start < budget * 1000) {
    run();
    calls++;
    now = performance.now();
  }
  return (now - start) / 1000 / calls;
}
