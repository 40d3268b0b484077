import { setTimeout as sleep } from "node:timers/promises";
import { openPostgres } from "#app/platform/database/postgres.ts";
import { openSession } from "#app/platform/session/open-session.ts";
import { activeCrisis, smallGrandEst } from "../../support/grand-est.ts";
import { child } from "../children/child.ts";
import { type Figure, median } from "../figures.ts";
import type { Stage } from "../stage.ts";

const HERE = "tests/load/children";
const WRITERS = 20;
/** Each writer says something this often: ten changes a second in all, a cell at full pressure. */
const EVERY_MS = 2_000;
type Report = { seen: [string, string[]][]; frame: string };

/**
 * A crisis room with 500 watchers, with sessions and rights, and 20 writers: from the moment the server takes a change
 * to the moment each watcher has it, its commit included, 99th percentile over all changes and watchers. Beside it a
 * bare `ws` that sends the same frames to as many clients at the same pace: no database, no command, no right.
 */
export async function roomBench(stage: Stage): Promise<Figure[]> {
  const many = stage.quick ? 100 : 500;
  const url = await stage.database();
  const db = openPostgres(url, 8);
  stage.after(() => db.close());
  const people = await smallGrandEst(db);
  const { id: dossier } = await activeCrisis(db, people);
  const personId = people.rssi.person.id;
  const cookies: string[] = [];
  for (let n = 0; n < many; n += 1)
    cookies.push(
      `tocsin=${await openSession(db, { personId, method: "link", userAgent: null, now: new Date() })}`,
    );
  const start = async (side: string, watch: (port: number) => object) => {
    const server = child(`${HERE}/room-server.ts`, [side, url]);
    stage.after(server.kill);
    const { port } = await server.next<{ port: number }>();
    const clients = child(
      `${HERE}/room-clients.ts`,
      [`ws://127.0.0.1:${port}${side === "ours" ? "/live" : "/"}`, String(many)],
      { WATCH: JSON.stringify(watch(port)) },
    );
    stage.after(clients.kill);
    await clients.next();
    await sleep(1_000);
    return { server, clients };
  };
  const real = await start("ours", (port) => ({
    ...{ origin: `http://127.0.0.1:${port}`, cookies, subscribe: { dossier, after: 0 } },
  }));
  const plain = await start("bare", () => ({}));
  const [organisation] = people.rssi.tenures.flatMap((one) => one.organisation ?? []);
  const by = { kind: "person" as const, id: personId, name: "Camille RSSI", function: "rssi" };
  const author = { ...by, ...(organisation && { organisation }) };

  let frame = "";
  let number = 0;
  /** The writers at their pace, shifted against each other: a slow answer does not slow them down. */
  async function pressure(side: typeof real, say: (mark: string) => object): Promise<number> {
    const until = performance.now() + (stage.quick ? 2_500 : 6_000);
    const writer = async (n: number) => {
      for (let next = performance.now() + (n * EVERY_MS) / WRITERS; next < until; next += EVERY_MS) {
        await sleep(Math.max(0, next - performance.now()));
        number += 1;
        const mark = String(number).padStart(6, "0");
        side.server.send(JSON.stringify({ mark, ...say(mark) }));
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, (_, n) => writer(n)));
    side.server.send("report");
    const { begun } = await side.server.next<{ begun: [string, string][] }>();
    await sleep(1_000);
    side.clients.send("report");
    const report = await side.clients.next<Report>();
    frame = report.frame || frame;
    return percentile(new Map(begun), report.seen);
  }
  function percentile(begun: Map<string, string>, seen: Report["seen"]): number {
    const delays: number[] = [];
    for (const [mark, times] of seen) {
      const from = BigInt(begun.get(mark) ?? 0);
      if (times.length !== many) throw new Error(`change ${mark} reached ${times.length} of ${many}`);
      for (const at of times) delays.push(Number(BigInt(at) - from) / 1e6);
    }
    if (delays.length !== begun.size * many) throw new Error(`${delays.length} of ${begun.size * many} seen`);
    delays.sort((a, b) => a - b);
    return delays[Math.floor(delays.length * 0.99)] as number;
  }
  const ours = () =>
    pressure(real, (mark) => ({
      command: {
        ...{ dossier, type: "log.entered", by: author },
        data: { kind: "fait", content: `mark:${mark}! Le prestataire a fermé les sessions du compte.` },
      },
    }));
  const bare = () => pressure(plain, (mark) => ({ frame: frame.replace(/mark:\d+/, `mark:${mark}`) }));
  await ours();
  await bare();
  const pairs: { ours: number; bare: number }[] = [];
  for (let round = 0; round < stage.rounds; round += 1)
    pairs.push({ ours: await ours(), bare: await bare() });
  return [
    {
      name: `room, 99 % of ${many} watchers`,
      value: median(pairs.map((one) => one.ours)),
      unit: "ms",
      beside: median(pairs.map((one) => one.bare)),
      ratio: median(pairs.map((one) => one.ours / one.bare)),
      hold: { atMost: 2 },
    },
  ];
}
