import { affineParams, readNpz, readSafetensors } from "@gradlab/models";
import { UserError } from "@gradlab/schema/mistake";

/** Params from a file named so. @throws RangeError where the bytes are none */
export const paramsOf = (file: string, bytes: Uint8Array) =>
  file.endsWith(".npz") ? readNpz(bytes) : readSafetensors(bytes);

/** Refuses params of a net with other layers before a trial is executed, and says which setting would fit. */
export function expectFit(file: string, bytes: Uint8Array, hidden: readonly number[]): void {
  let found: number[];
  try {
    const layers = affineParams(paramsOf(file, bytes));
    found = layers.slice(0, -1).map(({ bias }) => bias.shape[0]!);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UserError(
      `cannot use params file: ${file}: ${error.message}\nexpected a .npz or .safetensors file with W1, b1, W2, b2, …`,
    );
  }
  if (found.join() === hidden.join()) return;
  const units = (sizes: readonly number[]) => `hidden [${sizes.join(", ")}]`;
  throw new UserError(
    `params of another net: ${file} has ${units(found)}; expected ${units(hidden)}, as model.hidden says\n` +
      `for this net: 'model.hidden=[${found.join(", ")}]', and model.activation=… if it was trained with another`,
  );
}
