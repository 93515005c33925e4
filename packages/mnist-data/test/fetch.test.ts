import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { FetchProgress, LoadOptions } from "../src/data-set.ts";
import { cachedOrFetched, fetchIntoCache } from "../src/fetch-mnist.ts";
import { loadMnist } from "../src/mnist.ts";
import type { World } from "../src/world.ts";
import { closedAddress, mirrorOf, serve } from "./mirror.ts";
import { contents, facts, folderWith, gzFiles } from "./small-world.ts";

const patience = { answerMs: 300, stallMs: 300, fileMs: 5000 };
const names = [...gzFiles().keys()];

// Time passes where a test says so: on a loaded machine a mirror that is good may take longer.
beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());
const wait = () => void vi.advanceTimersByTime(300);

async function setUp(...mirrors: string[]): Promise<[LoadOptions, World, string]> {
  const cache = await folderWith();
  const world = { facts, mirrors, patience };
  return [{ environment: { XDG_CACHE_HOME: cache } }, world, join(cache, "gradlab", "mnist")];
}

describe("fetching", () => {
  test("stores four exact files, tells how far it is, and never asks again", async () => {
    const { address, asked } = await mirrorOf(gzFiles());
    const [options, world, folder] = await setUp(address);
    const progress: FetchProgress[] = [];
    const onProgress = (p: FetchProgress) => progress.push(p);
    expect(await fetchIntoCache({ ...options, onProgress }, world)).toEqual({ folder });
    expect((await readdir(folder)).toSorted()).toEqual(names.toSorted());
    expect(asked).toEqual(names);
    const last = progress.at(-1);
    expect(last).toMatchObject({ file: names[3], mirror: address });
    expect(last?.receivedBytes).toBe(last?.totalBytes);
    expect((await loadMnist(options, world)).origin).toBe(folder);
    expect(asked).toHaveLength(4);
  });

  const whole = gzFiles();
  const first = whole.get(names[0]!)!;
  test.each([
    ["has nothing", () => serve((_, r) => r.writeHead(404).end()), "answered 404 Not Found"],
    ["sends wrong bytes", () => mirrorAt(gzipSync(Buffer.from("wrong"))), "wrong content"],
    [
      "sends a bomb",
      () => mirrorAt(gzipSync(new Uint8Array(9_000_000))),
      "unpacks to more than 76",
    ],
    ["sends too much", () => mirrorAt(new Uint8Array(900_000)), "answered more than"],
    ["sends a part", () => mirrorAt(first.subarray(0, 30)), "gzip file cut short"],
    [
      "breaks off",
      () =>
        serve(
          (_, r) => void r.writeHead(200, { "content-length": 99 }).write("x", () => r.destroy()),
        ),
      "UND_ERR_SOCKET",
    ],
    ["never answers", () => serve(wait), "no answer after 0.3 s"],
    ["stalls", () => serve((_, r) => void r.writeHead(200).write("x")), "stalled for 0.3 s"],
    ["refuses", closedAddress, "ECONNREFUSED"],
    ["is no address", () => Promise.resolve("nonsense"), "ERR_INVALID_URL"],
  ])("from a mirror that %s fails, and goes on to the next", async (_, start, why) => {
    const broken = await start();
    const [given, world, folder] = await setUp(broken);
    /** After the first piece of what stalls. */
    const onProgress = ({ mirror }: FetchProgress) => {
      if (mirror === broken && why.startsWith("stalled")) wait();
    };
    const options = { ...given, onProgress };
    const failure = fetchIntoCache(options, world);
    await expect(failure).rejects.toThrow("mnist could not be fetched: train-images-idx3-ubyte.gz");
    await expect(failure).rejects.toThrow(why);
    await expect(readdir(folder)).rejects.toThrow("ENOENT");
    const good = await mirrorOf(whole);
    const mirrors = [broken, good.address];
    expect(await fetchIntoCache({ ...options, mirrors }, world)).toEqual({ folder });
  });

  test("twice at once leaves one good folder", async () => {
    const { address } = await mirrorOf(gzFiles());
    const [options, world, folder] = await setUp(address);
    await Promise.all([fetchIntoCache(options, world), fetchIntoCache(options, world)]);
    expect((await readdir(folder)).toSorted()).toEqual(names.toSorted());
    expect((await cachedOrFetched(options, { ...world, mirrors: [] })).contents).toEqual(contents);
  });

  test("sets a broken file aside and fetches that one again", async () => {
    const { address, asked } = await mirrorOf(gzFiles());
    const [options, world, folder] = await setUp(address);
    await fetchIntoCache(options, world);
    await writeFile(join(folder, names[1]!), "rubbish");
    const notices: string[] = [];
    await fetchIntoCache({ ...options, onNotice: (n) => notices.push(n) }, world);
    expect(asked.slice(4)).toEqual([names[1]]);
    expect(await readdir(folder)).toContain(`${names[1]}.broken`);
    expect(notices).toEqual([
      expect.stringMatching(/^broken file in the cache, set aside as .*labels/),
    ]);
  });

  test("into a cache that cannot be written serves this once, with one notice", async () => {
    const { address } = await mirrorOf(gzFiles());
    const [options, world] = await setUp(address);
    const file = join(options.environment["XDG_CACHE_HOME"]!, "file");
    await writeFile(file, "");
    const notices: string[] = [];
    const environment = { XDG_CACHE_HOME: file };
    const closed = { environment, onNotice: (n: string) => notices.push(n) };
    expect((await loadMnist(closed, world)).train.count).toBe(5);
    expect(notices).toEqual([
      expect.stringMatching(/^the cache folder cannot be written \(ENOTDIR\)/),
    ]);
    await expect(fetchIntoCache(closed, world)).rejects.toThrow("cannot write the cache folder: ");
  });

  test("ends with the signal's own reason", async () => {
    const [options, world] = await setUp(await serve(() => {}));
    const signal = AbortSignal.abort(new Error("interrupted"));
    await expect(loadMnist({ ...options, signal }, world)).rejects.toThrow("interrupted");
  });

  test("must succeed where nothing may stand in", async () => {
    const [options, world] = await setUp();
    const strict = loadMnist({ ...options, allowStandIn: false }, world);
    await expect(strict).rejects.toThrow("mnist could not be fetched");
  });
});

async function mirrorAt(bytes: Uint8Array): Promise<string> {
  return (await mirrorOf(new Map([[names[0]!, bytes]]))).address;
}
