import { chromium } from "playwright-core";
const b = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
});
for (const [name, w, scheme] of [
  ["1280-light", 1280, "light"],
  ["1280-dark", 1280, "dark"],
  ["360-light", 360, "light"],
] as const) {
  const p = await b.newPage({ viewport: { width: w, height: 900 }, colorScheme: scheme });
  p.on("console", (m) => console.log(name, m.type(), m.text()));
  p.on("pageerror", (e) => console.log(name, "ERR", e.message));
  await p.goto("file://" + process.argv[2]);
  await p.waitForTimeout(1200);
  console.log(
    name,
    await p.evaluate(
      "[document.documentElement.scrollWidth, innerWidth, document.querySelectorAll('[data-state=drawn]').length, [...document.querySelectorAll('body *')].filter(e=>e.getBoundingClientRect().right>innerWidth+1&&!e.closest('.scroll')&&!e.closest('svg')).map(e=>e.outerHTML.slice(0,90))]",
    ),
  );
  await p.screenshot({ path: `/tmp/rep/${process.argv[3]}-${name}.png`, fullPage: true });
  for (const a of await p.locator("article").all())
    await a.screenshot({
      path: `/tmp/rep/${process.argv[3]}-${name}-${await a.getAttribute("id")}.png`,
    });
}
await b.close();
