import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { startLive } from "#app/boot/live.ts";
import { openPostgres } from "#app/platform/database/postgres.ts";
import { readEnv } from "#app/platform/env.ts";
import { createLog } from "#app/platform/log.ts";

// One side of the live bench. argv: ours <database> | bare. Says its port; bare broadcasts each frame it is sent.
const [side, database] = process.argv.slice(2) as [string, string];
const server = createServer();
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const { port } = server.address() as AddressInfo;

if (side === "ours") {
  const env = readEnv({ ...process.env, PUBLIC_URL: `http://127.0.0.1:${port}`, PORT: String(port) });
  const live = await startLive(openPostgres(database), env, createLog({ LOG_LEVEL: "silent" }));
  server.on("upgrade", (req, socket, head) => void live.upgrade(req, socket, head));
} else {
  const bare = new WebSocketServer({ server, perMessageDeflate: false });
  process.on("message", (frame: string) => {
    const started = process.hrtime.bigint();
    for (const client of bare.clients) client.send(frame);
    process.send?.({ started: String(started) });
  });
}
process.send?.({ port });
