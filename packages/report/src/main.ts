import { UserError } from "@gradlab/schema/mistake";

export const exitCodes = { ok: 0, usage: 2, bug: 70 } as const;

/** Runs the command line; alone decides how an error looks and which code the process ends with. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const { runCommand } = await import("./command.ts");
    await runCommand(
      args,
      (line) => console.log(line),
      (line) => console.error(line),
    );
    return exitCodes.ok;
  } catch (error) {
    if (error instanceof UserError) {
      console.error(error.message);
      return exitCodes.usage;
    }
    console.error("a bug in gradlab report; please tell us with what stands below");
    console.error(error);
    return exitCodes.bug;
  }
}
