import { UserError } from "@gradlab/schema";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

export interface PageServer {
  readonly url: string;
  /** Tells every open page that there is a new one. */
  announce(): void;
  close(): Promise<void>;
}

export interface Served {
  readonly port: number;
  readonly resultsDir: string;
  /** What the newest page is. */
  readonly page: () => string;
}

const host = "127.0.0.1";
const resultFile = /^\/results\/([^/]+)\/(runs|trials)\/([^/]+\.json)$/;

/** The page at /, news of it at /changes, and the JSON files it links to; for this machine alone. */
export async function servePage({ port, resultsDir, page }: Served): Promise<PageServer> {
  const listeners = new Set<ServerResponse>();
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    // Another site's page must not read it by a name that resolves to this machine.
    const name = request.headers.host?.replace(/:\d+$/, "");
    if (name !== host && name !== "localhost") return send(response, 403, "text/plain", "");
    const { pathname } = new URL(request.url!, `http://${host}`);
    if (pathname === "/") return send(response, 200, "text/html; charset=utf-8", page());
    if (pathname === "/changes") {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write(": welcome\n\n");
      listeners.add(response);
      response.on("close", () => listeners.delete(response));
      return undefined;
    }
    const file = fileOf(pathname);
    const text = file && (await readFile(path.join(resultsDir, file), "utf8").catch(() => ""));
    if (!text) return send(response, 404, "text/plain", `not found: ${pathname}`);
    return send(response, 200, "application/json", text);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.destroy(error as Error);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" || error.code === "EACCES" ? inUse(port) : error),
    );
    server.listen(port, host, resolve);
  });
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}/`,
    announce() {
      for (const it of listeners) it.write("event: change\ndata:\n\n");
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(text);
}

/** A name never leads out of its folder. */
function fileOf(pathname: string): string | undefined {
  const parts = resultFile.exec(pathname)?.slice(1).map(decoded);
  if (parts === undefined) return undefined;
  const plain = parts.every((it) => it !== undefined && it !== ".." && !/[/\\\0]/.test(it));
  return plain ? path.join(...(parts as string[])) : undefined;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

const inUse = (port: number) =>
  new UserError(
    `cannot listen on port ${port}: it is taken\nChoose another with --port, or any free one with --port 0.`,
  );
