import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export type HookCall = { headers: IncomingHttpHeaders; body: string; path: string };

/** A receiver of the tests' own: it keeps what it is sent, and answers as it is told. */
export async function hookServer() {
  const calls: HookCall[] = [];
  let answer: (call: HookCall, n: number) => number | Promise<number> = () => 204;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString("utf8");
    const call = { headers: request.headers, body, path: request.url ?? "" };
    calls.push(call);
    const status = await answer(call, calls.length);
    response.writeHead(status, status >= 300 && status < 400 ? { location: "/ailleurs" } : {});
    response.end("ok");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/crochet`,
    calls,
    answer(next: typeof answer) {
      answer = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
