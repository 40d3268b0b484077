import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import { openPostgres } from "#app/platform/database/postgres.ts";
import { openSession } from "#app/platform/session/open-session.ts";
import { mailProcess } from "../../mocks/mail-process.ts";
import { declaration } from "../../support/versailles.ts";
import { child } from "../children/child.ts";
import { request, startServer } from "../children/server.ts";
import { byTurns, type Figure, perSecond } from "../figures.ts";
import type { Stage } from "../stage.ts";
import { bigVersailles, handledIncident } from "../world.ts";

const CONCURRENCY = 10;
const RSS_MB = 350;

/**
 * Home and incident page, signed in, against a page of the same frame that holds only text; meanwhile a thousand
 * people watch and an alert of 1,081 leaves: what the server takes of memory under all that.
 */
export async function pagesBench(stage: Stage): Promise<Figure[]> {
  const url = await stage.database();
  const db = openPostgres(url, 4);
  stage.after(() => db.close());
  const mail = await mailProcess();
  stage.after(() => mail.stop());
  const world = await bigVersailles(db, 1_081);
  const dossier = await handledIncident(db, world);
  for (let n = 0; n < 30; n += 1) await handledIncident(db, world);
  const [row] = await db.query<{ ref: string }>("select ref from dossier where id = $1", [dossier]);
  const personId = world.rssi.person.id;
  const session = () => openSession(db, { personId, method: "link", userAgent: null, now: new Date() });
  const cookie = `tocsin=${await session()}`;
  const server = await startServer({ DATABASE_URL: url, SMTP_URL: mail.url });
  stage.after(server.stop);

  const watchers = stage.quick ? 100 : 1_000;
  const cookies = Array.from({ length: watchers }, () => cookie);
  const WATCH = JSON.stringify({ origin: server.url, cookies, subscribe: { dossier, after: 0 } });
  const clients = child(
    "tests/load/children/live-clients.ts",
    [`${server.url.replace("http", "ws")}/live`, String(watchers)],
    { WATCH },
  );
  stage.after(clients.kill);
  await clients.next();

  const figures: Figure[] = [];
  const note = (when: string) =>
    process.stderr.write(`  memory ${when}: ${server.peakMb().toFixed(0)} MB at most\n`);
  note(`with ${watchers} watchers`);
  const ms = stage.quick ? 500 : 2_000;
  const load = (path: string) => async () => {
    const fetched = async () => {
      const { status } = await request(server.url + path, { cookie });
      if (status !== 200) throw new Error(`${path} answers ${status}`);
    };
    return perSecond(CONCURRENCY, ms, fetched);
  };
  const bare = load("/accessibilite");
  for (const [name, path] of [
    ["home, signed in", "/"],
    ["incident page, signed in", `/incidents/${row?.ref}`],
  ] as const) {
    const page = load(path);
    await byTurns(1, page, bare);
    const { ours: value, bare: beside, ratio } = await byTurns(stage.rounds, page, bare);
    note(`after ${name}`);
    figures.push({ name, value, unit: "/s", beside, ratio, hold: { atLeast: 0.5 } });
  }
  await declareIncident(
    db,
    world.dane,
    declaration({ perimeter: "dispositif", category: "other" }),
    new Date(),
  );
  const both = [perSecond(CONCURRENCY, ms, () => request(server.url, { cookie })), allSent(db)];
  await Promise.all(both);
  const peak = server.peakMb();
  figures.push({
    name: "server memory under that load",
    value: peak,
    unit: "MB",
    beside: RSS_MB,
    ratio: peak / RSS_MB,
    hold: { atMost: 1 },
  });
  return figures;
}

async function allSent(db: ReturnType<typeof openPostgres>): Promise<number> {
  for (let tries = 0; tries < 300; tries += 1) {
    const [row] = await db.query<{ n: number }>(
      "select count(*) n from delivery where state in ('queued', 'sending')",
    );
    if (row?.n === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return 0;
}
