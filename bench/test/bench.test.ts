import { execFileSync, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { bench as benchSchema } from "@gradlab/schema/bench";
import { expect, test } from "vitest";
import { peerCommand } from "../src/contestants.ts";
import { job } from "../src/parts/job.ts";
import { runProcess } from "../src/processes.ts";
import { runBench } from "../src/run-bench.ts";
import { tables } from "../src/tables.ts";
import { pythonVersion } from "../src/world.ts";
import { smallWorld, tinyPlan } from "./small-world.ts";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));

test("tiny sizes: JSON as the schema has it, and a table", async () => {
  const result = await runBench(smallWorld(), tinyPlan, ["kernels", "profile"], "pnpm bench");
  const read = benchSchema.parse(JSON.parse(JSON.stringify(result)));
  expect(read).toEqual(result);
  expect(new Set(read.costs.map(({ axis }) => axis))).toEqual(
    new Set(["batch", "width", "depth", "samples"]),
  );
  expect(read.profiles[0]!.kernels.map(({ kernel }) => kernel)).toContain("sparseAffine");
  const text = tables(read);
  expect(text).toContain("a step of 784-8-8-10");
  expect(text).not.toMatch(/NaN|undefined|Infinity/);
});

test("the job is exp's, from a project of its own", async () => {
  const world = { ...smallWorld(), numpy: undefined };
  const said: string[] = [];
  const { comparisons } = await job({ ...world, say: (line) => said.push(line) }, tinyPlan);
  expect(comparisons!.map(({ what }) => what)).toEqual(["the reference job, 3 steps"]);
  expect(said.at(-1)).toMatch(/gradlab [\d.]+ s, [\d.]+ % of the test images right/);
});

test.for([
  ["book_net", "numpy"],
  ["float32_net", "numpy"],
  ["torch_net", "torch"],
] as const)("%s does the same job", async ([name, module], { skip }) => {
  if (pythonVersion(module) === undefined) skip(`no python3 with ${module}`);
  const { output } = await runProcess(peerCommand(smallWorld(), name, "train", "3"));
  expect(JSON.parse(output)).toMatchObject({ evaluations: 2, testAccuracy: expect.any(Number) });
});

test("--help says the parts; what is unknown is refused with the nearest", () => {
  const help = execFileSync(process.execPath, [main, "--help"], { encoding: "utf8" });
  expect(help).toContain("job, kernels, gradient, profile, sweep, trials, queue, startup");
  const refused = (...args: string[]) =>
    spawnSync(process.execPath, [main, ...args], { encoding: "utf8" });
  expect(refused("kernls")).toMatchObject({
    status: 2,
    stderr: "unknown part: kernls; did you mean kernels?\n",
  });
  expect(refused("--ful").stderr).toContain("unknown flag: --ful; did you mean --full?");
});

test("no MNIST: how to get it", () => {
  const environment = { ...process.env, MNIST_DIR: "/nowhere" };
  const { status, stderr } = spawnSync(process.execPath, [main, "job"], {
    encoding: "utf8",
    env: environment,
  });
  expect(status).toBe(2);
  expect(stderr).toContain("no MNIST to measure on: /nowhere");
  expect(stderr).toContain("pnpm exp data fetch");
});
