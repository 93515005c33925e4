import { runCommand } from "../src/command.ts";

/** What `report` says and warns of on the results of a folder. */
export async function saidByReport(dir: string, ...args: string[]) {
  const said: string[] = [];
  const warned: string[] = [];
  await runCommand(
    ["--results", dir, ...args],
    (it) => said.push(it),
    (it) => warned.push(it),
  );
  return { said: said.join("\n"), warned: warned.join("\n") };
}
