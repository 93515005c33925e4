import { execFileSync, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { bench as benchSchema } from "@gradlab/schema";
import { expect, test } from "vitest";
import { Gradlab, Peer } from "../src/contestants.ts";
import { runBench } from "../src/run-bench.ts";
import { tables } from "../src/tables.ts";
import { numpyVersion } from "../src/world.ts";
import { smallWorld, tinyPlan } from "./small-world.ts";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));

test("tiny sizes: JSON as the schema has it, and a table", async () => {
  const parts = ["job", "kernels", "gradient", "profile"] as const;
  const result = await runBench(smallWorld(), tinyPlan, parts, "pnpm bench");
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

test.skipIf(numpyVersion() === undefined)("the peers answer", async () => {
  const world = smallWorld();
  const [gradlab, ...peers] = [
    new Gradlab(world),
    new Peer(world, "book_net"),
    new Peer(world, "float32_net"),
  ];
  const task = { what: "step", batch: 10, hidden: [5] } as const;
  for (const peer of peers) {
    expect(await peer.time(task, 0)).toBeGreaterThan(0);
    await peer.close();
  }
  const own = await gradlab.time({ ...task, kernels: "wasm", seconds: 0 });
  expect(own.operations).toBeGreaterThan(0);
  await gradlab.close();
});

test("--help says the parts; what is unknown is refused with the nearest", () => {
  const help = execFileSync(process.execPath, [main, "--help"], { encoding: "utf8" });
  expect(help).toContain("job, kernels, gradient, profile, sweep, startup");
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
