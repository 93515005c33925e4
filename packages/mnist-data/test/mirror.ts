import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";
import { onTestFinished } from "vitest";

/** A server on the loopback, gone with the test. Returns the address of its folder. */
export async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mnist/`;
}

/** A mirror with these files, and a list of what it was asked for. */
export async function mirrorOf(
  files: ReadonlyMap<string, Uint8Array>,
): Promise<{ address: string; asked: string[] }> {
  const asked: string[] = [];
  const address = await serve((request, response) => {
    const name = basename(request.url ?? "");
    asked.push(name);
    const bytes = files.get(name);
    response.writeHead(bytes ? 200 : 404, bytes && { "content-length": bytes.length }).end(bytes);
  });
  return { address, asked };
}

/** An address where nobody listens any more. */
export async function closedAddress(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return `http://127.0.0.1:${port}/`;
}
