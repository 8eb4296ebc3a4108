import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { answers } from "./answers";

const dist = process.env.DIST ?? fileURLToPath(new URL("../dist/", import.meta.url));
const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

/**
 * Serves the built pages with canned answers by the contract, for the tests that need no real server. It judges
 * nothing: what the server refuses is tested against the real one.
 */
export async function fixture(): Promise<{ base: string; close: () => void }> {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

async function answer(request: IncomingMessage, response: ServerResponse) {
  const { pathname } = new URL(request.url ?? "/", "http://here");
  if (!pathname.startsWith("/api/v1/")) return file(pathname, response);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { status, body } = answers(`${request.method} ${pathname.slice("/api/v1".length)}`, Buffer.concat(chunks));
  const kind = status >= 400 ? "application/problem+json" : "application/json";
  response.writeHead(status, { "Content-Type": kind }).end(body === undefined ? "" : JSON.stringify(body));
}

function file(pathname: string, response: ServerResponse) {
  const name = extname(pathname) ? pathname : pathname.startsWith("/office") ? "/office.html" : "/index.html";
  try {
    response.writeHead(200, { "Content-Type": types[extname(name)] ?? "" }).end(readFileSync(join(dist, name)));
  } catch {
    response.writeHead(404).end();
  }
}
