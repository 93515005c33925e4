import type { Run } from "@gradlab/schema";
import { html } from "./html.ts";
import type { Html } from "./html.ts";

/** What to type to get these results again, and to doubt them. */
export function reproduce({ experiment, command }: Run): Html {
  const commands = [
    [command, "executes what is not stored, and judges"],
    [`pnpm exp verify ${experiment}`, "executes stored trials again: the same bits?"],
    [
      `pnpm exp why ${experiment}`,
      "what would make a trial run again: a setting, the data, the math",
    ],
    [`pnpm report ${experiment}`, "this page, of this experiment alone"],
  ] as const;
  return html`<h3>Get it again</h3>
    <dl class="commands">
      ${commands.map(
        ([line, does]) =>
          html`<dt><code>${line}</code></dt>
            <dd>${does}</dd> `,
      )}
    </dl>`;
}
