import { UserError } from "@gradlab/schema/mistake";

/** Standard output takes one form. */
export function oneForm({ json, markdown }: { json: boolean; markdown: boolean }): void {
  if (json && markdown) throw new UserError("both --json and --markdown; expected one of the two");
}
