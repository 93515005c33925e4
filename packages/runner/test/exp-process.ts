import type { ChildProcess, ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import type { Project } from "./project.ts";

const running = new Set<ChildProcess>();
process.on("exit", () => running.forEach((it) => it.kill("SIGKILL")));

/** `exp` as a process that goes on beside the test, and what it has said so far. */
export class ExpProcess {
  stderr = "";
  stdout = "";
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #closed: Promise<number | null>;
  #heard = () => {};

  constructor(project: Project, ...args: string[]) {
    this.#child = project.start(...args);
    this.#child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.stderr += text;
      this.#heard();
    });
    this.#child.stdout.setEncoding("utf8").on("data", (text: string) => (this.stdout += text));
    this.#closed = once(this.#child, "close").then(([code]) => code as number | null);
    running.add(this.#child);
    void this.#closed.then(() => running.delete(this.#child));
  }

  get pid(): number {
    return this.#child.pid!;
  }

  /** Resolves when it has said that, with an error when it ends before. */
  async says(pattern: RegExp): Promise<void> {
    const ended = this.#closed.then(() => "ended");
    while (!pattern.test(this.stderr)) {
      const heard = new Promise<void>((resolve) => (this.#heard = resolve));
      if ((await Promise.race([heard, ended])) === "ended" && !pattern.test(this.stderr)) {
        throw new Error(`it ended without saying ${pattern}: ${this.stderr}`);
      }
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Its exit code; null where a signal ended it. */
  async ended(): Promise<number | null> {
    return this.#closed;
  }

  async end(signal: NodeJS.Signals = "SIGKILL"): Promise<number | null> {
    this.signal(signal);
    return this.#closed;
  }
}
