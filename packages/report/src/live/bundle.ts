import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

let script: Promise<string> | undefined;

/** What runs in the browser as one script, made of the sources themselves: the code that Node runs. */
export function browserScript(): Promise<string> {
  script ??= bundle(fileURLToPath(new URL("../browser/main.js", import.meta.url)));
  return script;
}

async function bundle(input: string): Promise<string> {
  const build = await rolldown({ input, platform: "browser", logLevel: "silent" });
  try {
    const { output } = await build.generate({ format: "iife", minify: true });
    return output[0].code;
  } finally {
    await build.close();
  }
}
