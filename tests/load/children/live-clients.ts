import WebSocket from "ws";

// A thousand watchers. argv: url, how many. Env WATCH: {origin, cookies, subscribe} for the real side.
// Sent a mark, says when the last of them got a frame that holds it, and the frame.
const [url, many] = process.argv.slice(2) as [string, string];
const watch = JSON.parse(process.env.WATCH ?? "{}") as {
  origin?: string;
  cookies?: string[];
  subscribe?: unknown;
};
let mark = "";
let left = 0;
const sockets: WebSocket[] = [];
for (let n = 0; n < Number(many); n += 1) {
  const headers = {
    ...(watch.cookies && { cookie: watch.cookies[n] }),
    ...(watch.origin && { origin: watch.origin }),
  };
  const socket = new WebSocket(url, { headers, perMessageDeflate: false });
  socket.on("error", (error) => process.stderr.write(`${error}\n`));
  socket.on("message", (raw: Buffer) => {
    const text = raw.toString();
    if (!mark || !text.includes(mark)) return;
    left -= 1;
    if (left > 0) return;
    mark = "";
    process.send?.({ last: String(process.hrtime.bigint()), frame: text });
  });
  await new Promise<void>((resolve) => socket.once("open", () => resolve()));
  if (watch.subscribe) socket.send(JSON.stringify({ subscribe: watch.subscribe }));
  sockets.push(socket);
}
process.on("message", (next: string) => {
  mark = next;
  left = sockets.length;
  process.send?.({ armed: true });
});
process.send?.({ open: sockets.length });
