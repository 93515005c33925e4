type Measure = () => Promise<number>;

/** Measures everyone once a round, in turn (A B A B …): a machine that slows down does so for all. */
export async function inTurn<Everyone extends Readonly<Record<string, Measure>>>(
  rounds: number,
  everyone: Everyone,
): Promise<{ [Name in keyof Everyone]: number[] }> {
  const values: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of Object.entries(everyone)) {
      (values[name] ??= []).push(await measure());
    }
  }
  return values as { [Name in keyof Everyone]: number[] };
}
