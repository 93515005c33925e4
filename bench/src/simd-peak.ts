/**
 * A WebAssembly module with one function, `run(n)`: n times twelve independent v ← v·c + d on four
 * float32 each. Nothing is loaded or stored, so it is bound by arithmetic alone.
 */
const chains = 12;
const operations = chains * 4 * 2;
const [c, d] = [chains, chains + 1];

const get = (local: number) => [0x20, local + 1];
const set = (local: number) => [0x21, local + 1];
const simd = (...code: number[]) => [0xfd, ...code];
const float32 = (value: number) => [
  0x43,
  ...new Uint8Array(new Float32Array([value]).buffer),
  ...simd(0x13), // splat
];
const all = (code: (local: number) => number[]) =>
  Array.from({ length: chains }, (_, local) => code(local)).flat();
const multiply = simd(0xe6, 0x01);
const add = simd(0xe4, 0x01);

const body = [
  [0x01, chains + 2, 0x7b], // so many locals of 128 bits
  [float32(0.999), set(c), float32(0.001), set(d)].flat(),
  [0x03, 0x40], // loop
  all((local) => [get(local), get(c), multiply, get(d), add, set(local)].flat()),
  [0x20, 0, 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b], // n ← n − 1, again unless it is 0
  get(0),
  all((local) => (local === 0 ? [] : [...get(local), ...add])),
  simd(0x1f, 0), // the first of the sum's four
  [0x0b],
].flat();

/** LEB128 */
const size = (n: number): number[] => (n < 128 ? [n] : [(n & 127) | 128, ...size(n >> 7)]);
const section = (id: number, content: number[]) => [id, ...size(content.length), ...content];

const module = Uint8Array.from(
  [
    [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    section(1, [1, 0x60, 1, 0x7f, 1, 0x7d]), // (i32) → f32
    section(3, [1, 0]),
    section(7, [1, 3, ...Buffer.from("run"), 0, 0]),
    section(10, [1, ...size(body.length), ...body]),
  ].flat(),
);

/** 10⁹ operations a second of 128-bit float32 arithmetic on one core, the best of several tries. */
export function simdGflops(milliseconds = 200): number | null {
  if (!WebAssembly.validate(module)) return null;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module), {});
  const run = exports["run"] as (n: number) => number;
  const times = 200_000;
  let best = 0;
  const end = performance.now() + milliseconds;
  while (best === 0 || performance.now() < end) {
    const start = performance.now();
    run(times);
    best = Math.max(best, (times * operations) / 1e6 / (performance.now() - start));
  }
  return best;
}
