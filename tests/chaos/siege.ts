import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openChannels } from "#app/boot/channels.ts";
import { rebuildCoverage } from "#app/directory/coverage.ts";
import { ringDue } from "#app/engine/clock.ts";
import { outboxWorker, sealForgotten } from "#app/engine/outbox/worker.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import { openDatabase } from "#app/platform/database/open.ts";
import { readEnv } from "#app/platform/env.ts";
import { createLog } from "#app/platform/log.ts";
import { createToken } from "#app/platform/token/create-token.ts";
import { freePort } from "../support/postgres.ts";
import { declaration, smallVersailles } from "../support/versailles.ts";
import { withOrganisations } from "../support/world.ts";
import { check, type Found } from "./check.ts";
import { load } from "./load.ts";
import { mailLog } from "./mail-log.ts";
import { seeded } from "./random.ts";
import { builtServer } from "./server.ts";

const SECRET = "a secret of the siege, long enough to be one";
const CLIENTS = 6;
const REMIND_MINUTES = 15;
export type Siege = {
  kind: "postgres" | "embedded";
  kills: number;
  seed: number;
  /** Address of an empty migrated database, for PostgreSQL. */
  database?: string;
  say?: (line: string) => void;
};

/** Kills the real server under load so many times, then looks at what is left. */
export async function siege({ kind, kills, seed, database, say = () => {} }: Siege): Promise<Found> {
  const random = seeded(seed);
  const folder = await mkdtemp(join(tmpdir(), "tocsin-chaos-"));
  const mail = await mailLog();
  const port = await freePort();
  const where: Record<string, string> = database ? { DATABASE_URL: database } : { TOCSIN_DATA_DIR: folder };
  const env = { ...where, PORT: String(port), SMTP_URL: mail.url, SESSION_SECRET: SECRET };
  const url = `http://127.0.0.1:${port}`;
  const server = builtServer(url, env);
  const open = () => openDatabase({ TOCSIN_DATA_DIR: folder, ...where });
  try {
    const seconds = kills * 3;
    const { tokens, schools, timed } = await prepare(open, seconds);
    await server.start();
    const clients = load({
      url,
      secret: SECRET,
      tokens,
      schools,
      random,
      delivered: () => [...mail.seen.keys()],
    });
    for (let n = 1; n <= kills; n += 1) {
      await new Promise((resolve) => setTimeout(resolve, 200 + random() * 1_800));
      await server.kill("SIGKILL");
      say(`${kind}: kill ${n}/${kills}, ${clients.done.markers.size} commands, ${mail.seen.size} messages`);
      await server.start();
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await clients.stop();
    await server.kill("SIGTERM");
    for (const [status, n] of clients.refused) say(`${kind}: ${n} answers ${status}`);
    const db = await open();
    await settle(db, mail.url);
    const found = await check(db, { done: clients.done, seen: mail.seen, timed });
    await db.close();
    return found;
  } finally {
    await server.kill("SIGKILL");
    await mail.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A small Versailles with tokens, and incidents declared so long ago that their reminders fall due meanwhile. */
async function prepare(open: () => ReturnType<typeof openDatabase>, seconds: number) {
  const db = await open();
  const world = await smallVersailles(db);
  const schools = Array.from({ length: 20 }, (_, n) => `078${String(n).padStart(4, "0")}`);
  await withOrganisations(
    db,
    schools.map((key) => ({
      ...{ key, kind: "ecole", schoolType: "ecole", academie: "Versailles", departement: "78" },
      ...{ communeInsee: "78646", parent: "0780580G" },
    })),
  );
  await rebuildCoverage(db);
  const tokens: string[] = [];
  for (let n = 0; n < CLIENTS; n += 1)
    tokens.push(
      await createToken(db, {
        email: `chaos-${n}@agents.example.invalid`,
        role: "rssi",
        dispositif: "versailles",
        now: world.now,
      }),
    );
  const timed: string[] = [];
  for (let n = 0; n < 30; n += 1) {
    const due = Date.now() + 2_000 + (n / 30) * seconds * 1_000;
    const at = new Date(due - REMIND_MINUTES * 60_000);
    timed.push((await declareIncident(db, world.head, declaration(), at)).id);
  }
  await db.close();
  return { tokens, schools, timed };
}

/** What a server left alone would do within minutes: claims of the dead are taken over, reminders ring. */
async function settle(db: Awaited<ReturnType<typeof openDatabase>>, smtpUrl: string): Promise<void> {
  const env = readEnv({ ...process.env, SMTP_URL: smtpUrl, PUBLIC_URL: "http://127.0.0.1" });
  const { channels, smtp } = openChannels(env, SECRET, createLog({ LOG_LEVEL: "silent" }));
  const now = () => new Date(Date.now() + 5 * 60_000);
  const worker = outboxWorker(db, {
    channels,
    now,
    onError: (error) => process.stderr.write(`${error}\n`),
  });
  await ringDue(db, now());
  await worker.run();
  await sealForgotten(db, now());
  await worker.run();
  await smtp.close();
}
