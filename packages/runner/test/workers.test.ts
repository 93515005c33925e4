import { expect, test } from "vitest";
import { Project, withoutTimes } from "./project.ts";
import { withRealThreads } from "./real-threads.ts";

withRealThreads();

test("1 and 2 workers write the same bytes but for provenance and timing", async () => {
  const [one, two] = [new Project(), new Project()];
  await one.main("run", "tiny", "--workers", "1");
  await two.main("run", "tiny", "--workers", "2");
  expect(one.files("trials")).toEqual(two.files("trials"));
  for (const name of one.files("trials")) {
    const path = `results/tiny/trials/${name}`;
    expect(withoutTimes(one.read(path))).toBe(withoutTimes(two.read(path)));
  }
});
