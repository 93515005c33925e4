import { spawn, type ChildProcess } from "node:child_process";
import { createInterface, type Interface } from "node:readline";

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** The core to stay on; undefined: any. */
  readonly core?: number | undefined;
}

export interface Ended {
  /** From its start to its end, as whoever waits for it sees it. */
  readonly seconds: number;
  readonly output: string;
}

/** Runs to its end; throws with what it said where it ends otherwise than well. */
export async function runProcess(command: Command): Promise<Ended> {
  const start = performance.now();
  const child = startProcess(command, "pipe");
  const output = collect(child.stdout!);
  const errors = collect(child.stderr!);
  const code = await ended(child);
  const seconds = (performance.now() - start) / 1000;
  if (code !== 0) {
    throw new Error(`${command.program} ended with ${code}: ${await errors}`);
  }
  return { seconds, output: await output };
}

/** A process that answers one line of JSON with another, until it is closed. */
export class Answering {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #input: Interface;

  constructor(command: Command) {
    this.#child = startProcess(command, "inherit");
    this.#input = createInterface(this.#child.stdout!);
    this.#lines = this.#input[Symbol.asyncIterator]();
  }

  async ask<Answer>(request: object): Promise<Answer> {
    this.#child.stdin!.write(`${JSON.stringify(request)}\n`);
    const { done, value } = await this.#lines.next();
    if (done) throw new Error(`no answer to ${JSON.stringify(request)}: the process has ended`);
    return JSON.parse(value) as Answer;
  }

  async close(): Promise<void> {
    const end = ended(this.#child);
    this.#child.stdin!.end();
    await end;
    this.#input.close();
  }
}

function startProcess(
  { program, args, cwd, environment, core }: Command,
  stderr: "pipe" | "inherit",
) {
  const [first, ...rest] =
    core === undefined ? [program, ...args] : ["taskset", "-c", String(core), program, ...args];
  return spawn(first!, rest, {
    cwd,
    env: environment ?? process.env,
    stdio: ["pipe", "pipe", stderr],
  });
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
}

async function collect(stream: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const part of stream) text += String(part);
  return text;
}
