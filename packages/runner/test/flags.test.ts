import { expect, test, vi } from "vitest";
import { Project } from "./project.ts";

const commands =
  "run check show why verify diff baseline merge export predict data clean worker list init";

test("every flag that takes a value says so where it has none", async () => {
  const project = new Project();
  let tried = 0;
  for (const command of commands.split(" ")) {
    const help = vi.spyOn(console, "log").mockImplementation(() => {});
    await project.main(command, "--help");
    const text = String(help.mock.calls[0]);
    help.mockRestore();
    // A flag of two lines has its kind on the second.
    for (const [, flag] of text.matchAll(/^ +--([\w-]+) [^[]*\[(?:string|number|choices)/gm)) {
      const { status, stderr } = await project.main(command, "tiny", `--${flag}`);
      expect(stderr, command).toContain(`no value: --${flag}; expected one `);
      expect(status).toBe(2);
      tried++;
    }
  }
  expect(tried).toBeGreaterThan(40);
});
