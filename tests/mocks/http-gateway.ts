import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";

export type GatewayMessage = {
  id: string;
  key: string;
  to: string[];
  text: string;
  at: number;
  authorization: string;
};
export type GatewayBehaviour = {
  /** Answers this status and does nothing. */
  status?: number;
  /** Answers 200 with this error in the body and does nothing. */
  error?: string;
  /** Answers 200 with a page. */
  page?: boolean;
  delayMs?: number;
  /** Does what was asked, then cuts the connection before the answer. */
  cuts?: number;
  /** Ignores the idempotency key: delivers again whatever is asked again. */
  forgetful?: boolean;
  /** Gives everybody this identifier. */
  sameId?: string;
  /** Gives no identifier. */
  noId?: boolean;
  redirect?: string;
};

/** A gateway of messages as its documentation would have it, on 127.0.0.1: key, list, identifier, statuses. */
export async function httpGateway() {
  let current: GatewayBehaviour = {};
  const received: GatewayMessage[] = [];
  const asked: string[] = [];
  const byKey = new Map<string, string>();
  const states = new Map<string, string>();
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer(async (request, response) => {
    // As it was when asked: a slow answer must not end by the rules of the next test.
    const behaviour = current;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString("utf8");
    asked.push(`${request.method} ${request.url}`);
    const reply = (status: number, said: unknown) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(said));
    };
    if (behaviour.delayMs) await new Promise((resolve) => setTimeout(resolve, behaviour.delayMs));
    if (request.method === "HEAD") return void response.end();
    if (behaviour.redirect) {
      response.writeHead(307, { location: behaviour.redirect });
      return void response.end();
    }
    if (request.method === "GET")
      return reply(200, { state: states.get((request.url ?? "").split("/").pop() ?? "") });
    if (behaviour.status) return reply(behaviour.status, { error: { code: "panne" } });
    if (behaviour.error) return reply(200, { error: { code: behaviour.error } });
    if (behaviour.page) {
      response.writeHead(200, { "content-type": "text/html" });
      return void response.end("<html>Bienvenue</html>");
    }
    const json = JSON.parse(body) as { to: string[]; text: string };
    const key = String(request.headers["idempotency-key"] ?? "");
    const known = behaviour.forgetful ? undefined : byKey.get(key);
    if (!known) count += 1;
    const id = known ?? behaviour.sameId ?? `G${count}`;
    if (!known) {
      const authorization = request.headers.authorization ?? "";
      received.push({ id, key, to: [json.to].flat(), text: json.text, at: Date.now(), authorization });
      byKey.set(key, id);
      states.set(id, "QUEUED");
    }
    if ((behaviour.cuts ?? 0) > 0) {
      behaviour.cuts = (behaviour.cuts ?? 0) - 1;
      return void request.socket.destroy();
    }
    reply(200, { status: "queued", data: behaviour.noId ? {} : { id } });
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    ...{ received, asked, states },
    behave(next: GatewayBehaviour) {
      current = next;
    },
    /** A call of statuses as it signs them. */
    statuses(items: { id: string; state: string }[], secret: string) {
      const body = JSON.stringify({ reports: items });
      return { body, signature: createHmac("sha256", secret).update(body).digest("hex") };
    },
    async kill() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
export type HttpGateway = Awaited<ReturnType<typeof httpGateway>>;
