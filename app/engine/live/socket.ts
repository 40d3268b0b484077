import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocket, WebSocketServer } from "ws";
import { z } from "zod";
import type { LiveHub, Watcher } from "./hub.ts";

/** Unread bytes after which a client is dropped; it comes back and resumes from its last number. */
const TOO_SLOW = 1_000_000;
const PING_MS = 25_000;
/** Close code by which a client knows that coming back is no use. */
const SESSION_ENDED = 4401;

const Message = z.union([
  z.strictObject({
    subscribe: z.strictObject({ dossier: z.uuid(), after: z.int().nonnegative().default(0) }),
  }),
  z.strictObject({ subscribe: z.strictObject({ feed: z.literal(true) }) }),
  z.strictObject({ ping: z.literal(true) }),
]);

export type LiveOptions = {
  hub: LiveHub;
  /** Origins that may open a socket: a page of another site must not ride on the reader's cookie. */
  origins: string[];
  /** Who it is, by session; null refuses. `stillValid` is asked at each ping: a revoked session is cut. */
  identify(
    request: IncomingMessage,
  ): Promise<{ sees: Watcher["sees"]; stillValid(): Promise<boolean> } | null>;
};

/** WebSocket on /live: origin and session checked before the handshake is answered. */
export function liveSocket({ hub, origins, identify }: LiveOptions) {
  const server = new WebSocketServer({ noServer: true, maxPayload: 4_096, perMessageDeflate: false });

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on("error", () => {});
    if (!request.headers.origin || !origins.includes(request.headers.origin))
      return refuse(socket, "403 Forbidden");
    const who = await identify(request).catch(() => null);
    if (!who) return refuse(socket, "401 Unauthorized");
    server.handleUpgrade(request, socket, head, (client) => attend(client, who));
  }

  function attend(client: WebSocket, who: NonNullable<Awaited<ReturnType<LiveOptions["identify"]>>>) {
    const watcher: Watcher = {
      sees: who.sees,
      push(frame) {
        if (client.readyState !== WebSocket.OPEN) return false;
        if (client.bufferedAmount > TOO_SLOW) {
          client.terminate();
          return false;
        }
        client.send(frame);
        return true;
      },
      breath: () => (client.bufferedAmount > TOO_SLOW / 4 ? emptied(client) : undefined),
    };
    let alive = true;
    const beat = setInterval(async () => {
      if (!alive) return client.terminate();
      if (!(await who.stillValid().catch(() => true))) return client.close(SESSION_ENDED, "session terminée");
      alive = false;
      client.ping();
    }, PING_MS);
    client.on("pong", () => {
      alive = true;
    });
    client.on("message", (raw) => void hear(watcher, client, raw.toString()));
    client.on("error", () => {});
    client.on("close", () => {
      clearInterval(beat);
      hub.remove(watcher);
    });
    hub.add(watcher);
    watcher.push(JSON.stringify({ ready: true }));
  }

  async function hear(watcher: Watcher, client: WebSocket, raw: string): Promise<void> {
    const parsed = Message.safeParse(tryJson(raw));
    if (!parsed.success) return client.close(1008, "message inattendu");
    if (!("subscribe" in parsed.data)) return;
    const { subscribe } = parsed.data;
    if ("feed" in subscribe) return hub.feed(watcher);
    const joined = await hub.join(watcher, subscribe.dossier, subscribe.after).catch(() => false);
    if (!joined) watcher.push(JSON.stringify({ refused: { dossier: subscribe.dossier } }));
  }

  return {
    upgrade,
    /** Tells clients to come back (1012), elsewhere or later. */
    close() {
      for (const client of server.clients) client.close(1012, "redémarrage");
      server.close();
    },
  };
}

/** Until the client has read what was sent; one that never does is dropped by its pings. */
async function emptied(client: WebSocket): Promise<void> {
  while (client.readyState === WebSocket.OPEN && client.bufferedAmount > 0)
    await new Promise((resolve) => setTimeout(resolve, 20));
}

const tryJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

function refuse(socket: Duplex, status: string) {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
