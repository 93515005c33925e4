/** src/kernels/plain-correct.ts; every number is compared, as leaving a row early costs more. */
export function countCorrect<F>(logits: usize, labels: usize, B: i32, C: i32): i32 {
  const rowBytes = <usize>C * sizeof<F>();
  let correct: i32 = 0;
  for (let b = 0; b < B; b++) {
    const label = logits + <usize>load<u8>(labels++) * sizeof<F>();
    const end = logits + rowBytes;
    const own = load<F>(label);
    let holds: i32 = 1;
    let p = logits;
    for (; p < label; p += sizeof<F>()) holds &= <i32>(load<F>(p) < own);
    for (; p < end; p += sizeof<F>()) holds &= <i32>(load<F>(p) <= own);
    correct += holds;
    logits = end;
  }
  return correct;
}
