import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CommunityChannel } from "#app/engine/outbox/channel.ts";
import { PERMIT_MS } from "#app/engine/outbox/gate.ts";
import { outboxWorker } from "#app/engine/outbox/worker.ts";
import type { Database } from "#app/platform/database/database.ts";
import { freshDatabase } from "../support/databases.ts";
import { activeCrisis, smallGrandEst } from "../support/grand-est.ts";

const ROUNDS = Number(process.env.RACE_ROUNDS ?? 200);
const MESSAGES = 30;

let db: Database;
beforeAll(async () => {
  db = await freshDatabase("postgres");
  // Writes beside each permit which revision of the lock it was given under. The gate's statement holds its share of
  // the lock's row until it commits, so this is the one in force when the permit came to be.
  await db.script(`
    create table permit (delivery uuid, revision int);
    create function note_permit() returns trigger language plpgsql as $$
      begin
        insert into permit select new.id, revision from dossier
         where kind = 'lock' and dispositif_id = new.dispositif_id;
        return null;
      end $$;
    create trigger note_permit after update on delivery for each row
      when (new.state = 'sending' and old.state = 'sending' and new.claimed_by = old.claimed_by and new.turn = old.turn)
      execute function note_permit();`);
});
afterAll(() => db.close());

test(`a direction shuts a channel while four senders empty it, ${ROUNDS} times: no permit comes after the closing`, async () => {
  const people = await smallGrandEst(db);
  const { id, act, clock } = await activeCrisis(db, people);
  await act(people.rssi, "compromise.declared", { what: "messaging", reason: "Comptes volés." });
  await act(people.direction, "compromise.confirmed", { what: "messaging" });
  let sentInAll = 0;
  let heldInAll = 0;
  let latest = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await act(people.direction, "channel.opened", { channel: "mail", reason: "Seul moyen." });
    const opened = await lockRevision();
    const notice = await queue(id);
    const left: { address: string; at: number }[] = [];
    const wire: CommunityChannel = {
      concurrency: 4,
      prepare: async ({ address }) => ({
        async send() {
          left.push({ address, at: performance.now() });
          await sleep(round % 3);
          return { ok: true };
        },
      }),
    };
    const errors: unknown[] = [];
    const senders = Array.from({ length: 4 }, () =>
      outboxWorker(db, {
        ...{ channels: {}, community: async () => wire, now: clock.now },
        onError: (error) => errors.push(error),
      }).run(),
    );
    await sleep((round * 7) % 30);
    await act(people.direction, "channel.shut", { channel: "mail", reason: "Il fuit." });
    const shut = performance.now();
    const closing = await lockRevision();
    const counts = await Promise.all(senders);
    expect(errors).toEqual([]);

    const rows = await db.query<{ id: string; state: string }>(
      "select id, state from delivery where notice_id = $1",
      [notice],
    );
    const permits = await db.query<{ revision: number }>(
      "select p.revision from permit p join delivery d on d.id = p.delivery where d.notice_id = $1",
      [notice],
    );
    for (const { revision } of permits) expect([opened, closing - 1]).toContain(revision);
    const sent = rows.filter(({ state }) => state === "sent").length;
    expect(rows.filter(({ state }) => state === "held")).toHaveLength(MESSAGES - sent);
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(sent);
    expect(new Set(left.map(({ address }) => address)).size).toBe(left.length);
    expect(left).toHaveLength(sent);
    // A message whose permit came before may still be on its way, for as long as a permit lasts.
    for (const { at } of left) latest = Math.max(latest, at - shut);
    expect(latest).toBeLessThan(PERMIT_MS);
    sentInAll += sent;
    heldInAll += MESSAGES - sent;
    await act(people.direction, "held.decided", { notice: "all", choice: "cancel", reason: "Fin du tour." });
  }
  console.info(
    `${ROUNDS} closings: ${sentInAll} left before, ${heldInAll} held, the last one on its way ${Math.round(latest)} ms after`,
  );
  expect(sentInAll).toBeGreaterThan(0);
  expect(heldInAll).toBeGreaterThan(0);
}, 900_000);

async function lockRevision(): Promise<number> {
  const [row] = await db.query<{ revision: number }>("select revision from dossier where kind = 'lock'");
  return row?.revision ?? 0;
}

/** Messages approved before, as a broadcast leaves them. */
async function queue(dossier: string): Promise<string> {
  const notice = randomUUID();
  await db.query(
    `insert into notice (id, dossier_id, key, seq, template, facts, created_at)
     values ($1::uuid, $2::uuid, $3, 1, 'community', '{"subject": "Objet", "body": "Texte"}', now())`,
    [notice, dossier, `message-${notice}`],
  );
  await db.query(
    `insert into delivery (notice_id, dossier_id, organisation_id, function, name, address, channel, rule, article, alert,
       via, next_at, audience, dispositif_id)
     select $1::uuid, d.id, d.organisation_id, 'families', 'École', n || '/families', 'mail', 'MBN-5.2-K', '5.2',
       'community', 'community', '2020-01-01', 'community', d.dispositif_id
       from dossier d cross join generate_series(1, ${MESSAGES}) n where d.id = $2::uuid`,
    [notice, dossier],
  );
  return notice;
}
