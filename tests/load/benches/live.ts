import { randomUUID } from "node:crypto";
import { dispatch } from "#app/engine/dispatch.ts";
import { openPostgres } from "#app/platform/database/postgres.ts";
import { openSession } from "#app/platform/session/open-session.ts";
import { child } from "../children/child.ts";
import { byTurns, type Figure } from "../figures.ts";
import type { Stage } from "../stage.ts";
import { bigVersailles, handledIncident } from "../world.ts";

const HERE = "tests/load/children";

/** One change to 1,000 watchers with sessions and rights, from the command to the last of them, against bare `ws`. */
export async function liveBench(stage: Stage): Promise<Figure[]> {
  const many = stage.quick ? 200 : 1_000;
  const url = await stage.database();
  const db = openPostgres(url, 4);
  stage.after(() => db.close());
  const world = await bigVersailles(db, 0);
  const dossier = await handledIncident(db, world);
  const personId = world.rssi.person.id;
  const cookies: string[] = [];
  for (let n = 0; n < many; n += 1)
    cookies.push(
      `tocsin=${await openSession(db, { personId, method: "link", userAgent: null, now: new Date() })}`,
    );

  const start = async (side: string, watch: (port: number) => object) => {
    const server = child(`${HERE}/live-server.ts`, [side, url]);
    stage.after(server.kill);
    const { port } = await server.next<{ port: number }>();
    const path = side === "ours" ? "/live" : "/";
    const WATCH = JSON.stringify(watch(port));
    const clients = child(`${HERE}/live-clients.ts`, [`ws://127.0.0.1:${port}${path}`, String(many)], {
      WATCH,
    });
    stage.after(clients.kill);
    await clients.next();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return { server, clients };
  };
  const real = await start("ours", (port) => ({
    origin: `http://127.0.0.1:${port}`,
    cookies,
    subscribe: { dossier, after: 0 },
  }));
  const plain = await start("bare", () => ({}));

  let frame = "";
  const ours = async () => {
    const mark = randomUUID();
    real.clients.send(mark);
    await real.clients.next();
    const started = process.hrtime.bigint();
    const by = { kind: "person" as const, id: personId, name: "Camille RSSI", function: "rssi" };
    await dispatch(db, { dossier, type: "note.added", data: { text: mark }, by, at: world.now });
    const got = await real.clients.next<{ last: string; frame: string }>();
    frame = got.frame;
    return Number(BigInt(got.last) - started) / 1e6;
  };
  const bare = async () => {
    plain.clients.send('"entry"');
    await plain.clients.next();
    plain.server.send(frame);
    const { started } = await plain.server.next<{ started: string }>();
    const { last } = await plain.clients.next<{ last: string }>();
    return Number(BigInt(last) - BigInt(started)) / 1e6;
  };
  await byTurns(3, ours, bare);
  const { ours: value, bare: beside, ratio } = await byTurns(stage.rounds * 3, ours, bare);
  return [{ name: `live, last of ${many} watchers`, value, unit: "ms", beside, ratio, hold: { atMost: 2 } }];
}
