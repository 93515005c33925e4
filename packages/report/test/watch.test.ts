import { utimes } from "node:fs/promises";
import { request } from "node:http";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { remembered } from "../src/watch/remembered.ts";
import { servePage } from "../src/watch/server.ts";
import { signature } from "../src/watch/signature.ts";
import { lrSweep } from "./fixtures/stories.ts";
import { buildTrial } from "./fixtures/trial.ts";
import { ResultsFolder } from "./results-folder.ts";
import { watching } from "./watching.ts";

const lr = "train.optimizer.learningRate";

test("nothing, then trials one by one, then the run", async () => {
  const results = await ResultsFolder.make();
  const { url } = await watching(results.dir);
  const page = async () => (await fetch(url)).text();
  expect(await page()).toContain("No results yet");

  const news = (await fetch(`${url}changes`))
    .body!.pipeThrough(new TextDecoderStream())
    .getReader();
  expect((await news.read()).value).toBe(": welcome\n\n");
  const run = lrSweep();
  await results.trial(buildTrial(run, { [lr]: 0.1 }, 1));
  expect((await news.read()).value).toContain("event: change");
  expect(await page()).toContain("<strong>1\u00a0trial so far.</strong>");

  await results.trial(buildTrial(run, { [lr]: 0.1 }, 2));
  await news.read();
  const two = await page();
  expect(two).toContain("<strong>2\u00a0trials so far.</strong>");
  expect(two).toContain("learning rate 0.1, seed 2");
  expect(two).toContain(`href="results/lr-sweep/trials/t-s2-22222222.json"`);
  const file = await fetch(`${url}results/lr-sweep/trials/t-s2-22222222.json`);
  expect(((await file.json()) as { seed: number }).seed).toBe(2);

  await results.run({ ...run, endedAt: "2027-02-01T00:00:00Z" });
  await expect.poll(page).not.toContain("so far");
  expect(await page()).toContain("1 of 3 claims holds");
  await news.cancel();
});

test("a run that is there stays, and what goes on beside it is shown beside it", async () => {
  const results = await ResultsFolder.make();
  await results.run(lrSweep());
  await results.trial(buildTrial(lrSweep(), { [lr]: 0.1 }, 7));
  await results.write("lr-sweep/trials/broken-s9-99999999.json", "{ half");
  const { url, warned } = await watching(results.dir, ["lr-sweep"]);
  const page = await (await fetch(url)).text();
  expect(page).toContain('id="lr-sweep"');
  expect(page).toContain('id="lr-sweep-running"');
  expect(page).toContain("Learning rate sweep, as it runs");
  expect(warned).toEqual([]);
});

test("two changes within a tick of the clock are two, also where the second is seen later", async () => {
  const results = await ResultsFolder.make();
  await results.trial(buildTrial(lrSweep(), { [lr]: 0.1 }, 1));
  const folder = path.join(results.dir, "lr-sweep", "trials");
  const now = new Date();
  vi.useFakeTimers({ toFake: ["Date"], now });
  onTestFinished(() => void vi.useRealTimers());
  await utimes(folder, now, now);
  const first = await signature(results.dir);
  await results.trial(buildTrial(lrSweep(), { [lr]: 0.1 }, 2));
  await utimes(folder, now, now);
  expect(await signature(results.dir)).not.toBe(first);
  const past = new Date(now.getTime() - 60_000);
  await utimes(folder, past, past);
  await utimes(path.dirname(folder), past, past);
  expect(await signature(results.dir)).toBe(await signature(results.dir));
});

test("what is remembered of a file is read again when it, or what lies beside it, is another", async () => {
  const results = await ResultsFolder.make();
  const file = path.join(results.dir, "a.json");
  await results.write("a.json", "1");
  let reads = 0;
  const read = remembered(async (it) => `${it} ${++reads}`, {
    files: (it) => [it, `${it}.params`],
    last: true,
  });
  const first = await read(file);
  expect(await read(file)).toBe(first);
  await results.write("a.json.params", "2");
  expect(await read(file)).toBe(`${file} 2`);
  await read(path.join(results.dir, "b.json"));
  expect(await read(file)).toBe(`${file} 4`);
});

test("only this machine by its name, only results, one message where the port is taken", async () => {
  const results = await ResultsFolder.make();
  await results.run(lrSweep());
  await results.write("secret.json", "{}");
  const { url } = await watching(results.dir);
  const status = (path: string, host = "localhost") =>
    new Promise((resolve) => {
      const { port } = new URL(url);
      request({ port, path, headers: { host }, host: "127.0.0.1" }, (it) => {
        it.resume();
        resolve(it.statusCode);
      }).end();
    });
  expect(await status("/")).toBe(200);
  expect(await status("/", "evil.example")).toBe(403);
  const run = "/results/lr-sweep/runs/20270101T000000Z-aaaa.json";
  expect(await status(run)).toBe(200);
  for (const path of [
    "/secret.json",
    "/results/secret.json",
    "/results/../runs/x.json",
    "/results/%2e%2e/runs/x.json",
    "/results/lr-sweep/runs/%2e%2e%2f%2e%2e%2fsecret.json",
    "/results/lr-sweep/runs/%E0%A4%A.json",
  ]) {
    expect(await status(path), path).toBe(404);
  }
  const port = Number(new URL(url).port);
  const taken = servePage({ port, resultsDir: results.dir, page: () => "" });
  await expect(taken).rejects.toThrow(`port ${port}: it is taken\nChoose another with --port`);
});
