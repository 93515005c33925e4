import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { onTestFinished } from "vitest";
import { sha256 } from "../src/checksum.ts";
import { fileNames, roles, type Contents, type Facts, type Role } from "../src/facts.ts";
import { encodeIdx } from "../src/idx.ts";

/** A data set of 5 + 3 pictures of 4 × 3 pixels, in the place of the real one. */
export const contents: Contents = {
  trainImages: images(5),
  trainLabels: encodeIdx([5], Uint8Array.of(3, 1, 4, 1, 5)),
  testImages: images(3),
  testLabels: encodeIdx([3], Uint8Array.of(9, 2, 6)),
};

export const facts = Object.fromEntries(
  roles.map((role) => [role, { sizeBytes: contents[role].length, sha256: sha256(contents[role]) }]),
) as Record<Role, Facts[Role]>;

/** The four compressed files by name, as a mirror or a folder has them. */
export function gzFiles(): Map<string, Uint8Array> {
  return new Map(roles.map((role) => [`${fileNames[role]}.gz`, gzipSync(contents[role])]));
}

/** A folder of its own that goes away with the test, with these files in it. */
export async function folderWith(files: Iterable<[string, Uint8Array]> = []): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "gradlab-test-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const folder = join(root, "data");
  await mkdir(folder);
  for (const [name, bytes] of files) await writeFile(join(folder, name), bytes);
  return folder;
}

function images(count: number): Uint8Array {
  return encodeIdx(
    [count, 4, 3],
    Uint8Array.from({ length: count * 12 }, (_, i) => (i * 37 + count) % 256),
  );
}
