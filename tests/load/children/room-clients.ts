import WebSocket from "ws";

// So many watchers of one room. argv: url, how many. Env WATCH: {origin, cookies, subscribe} for the real side.
// Each frame that holds « mark:<n> » is timed at each watcher; told "report" it says all of them (nanoseconds).
const [url, many] = process.argv.slice(2) as [string, string];
const watch = JSON.parse(process.env.WATCH ?? "{}") as {
  origin?: string;
  cookies?: string[];
  subscribe?: unknown;
};
const MARK = Buffer.from("mark:");
const seen = new Map<string, string[]>();
let frame = "";
for (let n = 0; n < Number(many); n += 1) {
  const headers = {
    ...(watch.cookies && { cookie: watch.cookies[n] }),
    ...(watch.origin && { origin: watch.origin }),
  };
  const socket = new WebSocket(url, { headers, perMessageDeflate: false });
  socket.on("error", (error) => process.stderr.write(`${error}\n`));
  socket.on("message", (raw: Buffer) => {
    const at = raw.indexOf(MARK);
    if (at < 0) return;
    const now = String(process.hrtime.bigint());
    const mark = raw.toString("latin1", at + 5, raw.indexOf("!", at));
    const times = seen.get(mark);
    if (times) times.push(now);
    else {
      seen.set(mark, [now]);
      frame = raw.toString();
    }
  });
  await new Promise<void>((resolve) => socket.once("open", () => resolve()));
  if (watch.subscribe) socket.send(JSON.stringify({ subscribe: watch.subscribe }));
}
process.on("message", () => {
  process.send?.({ seen: [...seen], frame });
  seen.clear();
});
process.send?.({ open: Number(many) });
