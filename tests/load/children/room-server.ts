import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { startLive } from "#app/boot/live.ts";
import { type Command, dispatch } from "#app/engine/dispatch.ts";
import { openPostgres } from "#app/platform/database/postgres.ts";
import { readEnv } from "#app/platform/env.ts";
import { createLog } from "#app/platform/log.ts";

// One side of the room bench. argv: ours <database> | bare. Sent {mark, frame} it sends the frame, or {mark, command}
// it does the command and its hub sends what follows; told "report" it says when each was begun (nanoseconds).
const [side, database] = process.argv.slice(2) as [string, string];
const server = createServer();
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const { port } = server.address() as AddressInfo;
const begun: [string, string][] = [];
let say: (asked: { frame: string; command: Omit<Command, "at"> }) => Promise<unknown>;

if (side === "ours") {
  const env = readEnv({ ...process.env, PUBLIC_URL: `http://127.0.0.1:${port}`, PORT: String(port) });
  const db = openPostgres(database, 8);
  const live = await startLive(db, env, createLog({ LOG_LEVEL: "silent" }));
  server.on("upgrade", (req, socket, head) => void live.upgrade(req, socket, head));
  say = ({ command }) => dispatch(db, { ...command, at: new Date() });
} else {
  const bare = new WebSocketServer({ server, perMessageDeflate: false });
  say = async ({ frame }) => {
    for (const client of bare.clients) client.send(frame);
  };
}
const saying: Promise<unknown>[] = [];
process.on("message", (message: string) => {
  if (message === "report")
    return void Promise.all(saying.splice(0)).then(() => process.send?.({ begun: begun.splice(0) }));
  const { mark, ...asked } = JSON.parse(message);
  begun.push([mark, String(process.hrtime.bigint())]);
  saying.push(say(asked));
});
process.send?.({ port });
