import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** All temporary folders of a run of tests are in one, which goes when the run ends. */
export default function temporaryFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "gradlab-tests-"));
  process.env["TMPDIR"] = folder;
  // A process that was killed may still be writing its last file.
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}
