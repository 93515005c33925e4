import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "./project.ts";

/** Every file of a project's trials by name; of a trial without what differs from one execution to the next. */
export function trialFiles(project: Project, experiment = "tiny"): Map<string, string> {
  const folder = join(project.root, "results", experiment, "trials");
  return new Map(
    project.files("trials", experiment).map((name) => {
      const bytes = readFileSync(join(folder, name));
      if (!name.endsWith(".json")) return [name, bytes.toString("base64")];
      const text = bytes.toString();
      const { provenance: _, timing: __, ...rest } = JSON.parse(text) as Record<string, unknown>;
      return [name, JSON.stringify(rest)];
    }),
  );
}
