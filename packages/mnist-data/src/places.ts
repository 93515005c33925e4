import { homedir, tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import type { LoadOptions } from "./data-set.ts";

export function mnistCache(environment: LoadOptions["environment"]): string {
  return join(cacheRoot(environment), "mnist");
}

/** The folder of files that are ready to train on, of all sets. */
export function readyCache(environment: LoadOptions["environment"]): string {
  return join(cacheRoot(environment), "ready");
}

/** The folder that the user named for mnist, and by what, if any. */
export function namedFolder(
  options: Pick<LoadOptions, "dataDir" | "environment">,
): { folder: string; by: string } | undefined {
  if (options.dataDir !== undefined) return { folder: options.dataDir, by: "--data-dir" };
  const folder = options.environment["MNIST_DIR"];
  // Set to nothing is how a shell unsets a variable for one command.
  return folder ? { folder, by: "MNIST_DIR" } : undefined;
}

/** `$XDG_CACHE_HOME/gradlab`, else `~/.cache/gradlab`; the standard has relative ones ignored. */
export function cacheRoot(environment: LoadOptions["environment"]): string {
  const configured = environment["XDG_CACHE_HOME"];
  if (configured && isAbsolute(configured)) return join(configured, "gradlab");
  return join(home(environment) ?? tmpdir(), ".cache", "gradlab");
}

function home(environment: LoadOptions["environment"]): string | undefined {
  const configured = environment["HOME"];
  if (configured && isAbsolute(configured)) return configured;
  try {
    return homedir();
  } catch {
    // A container may run as a user whom no passwd entry names.
    return undefined;
  }
}
