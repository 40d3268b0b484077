import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { GENESIS, sha256 } from "#app/engine/journal/entry.ts";
import { seal } from "#app/engine/journal/seal.ts";
import { verify } from "#app/engine/journal/verify.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import type { Database } from "#app/platform/database/database.ts";
import { freshDatabase, type Kind } from "../support/databases.ts";
import { declaration, smallVersailles } from "../support/versailles.ts";

const opened: Database[] = [];
afterAll(() => Promise.all(opened.map((db) => db.close())));

describe.each<Kind>(["postgres", "embedded"])(
  "verify names the first bad entry on %s when a superuser",
  (kind) => {
    let db: Database;
    let id: string;
    beforeEach(async () => {
      db = await freshDatabase(kind);
      opened.push(db);
      const { head, rssi, now } = await smallVersailles(db);
      const two: string[] = [];
      for (let n = 0; n < 2; n += 1) {
        const made = await declareIncident(db, head, declaration(), now);
        for (const text of ["un", "deux", "trois", "quatre"])
          await sendEvent(db, rssi, made.id, { type: "note.added", text }, now);
        two.push(made.id);
      }
      await seal(db, now);
      id = two.sort()[1] as string;
      expect(await verify(db)).toMatchObject({ bad: null, entries: 11, chains: 3, seals: 1 });
      await db.script("alter table journal_entry disable trigger all");
    });
    const found = async () => (await verify(db)).bad;

    test("alters an entry", async () => {
      await db.query(
        "update journal_entry set payload = replace(payload, 'trois', 'tout') where dossier_id = $1",
        [id],
      );
      expect(await found()).toMatchObject({ dossier: id, seq: 4 });
    });

    test("alters what an entry says it is", async () => {
      await db.query("update journal_entry set type = 'incident.closed' where dossier_id = $1 and seq = 3", [
        id,
      ]);
      expect(await found()).toMatchObject({ dossier: id, seq: 3 });
    });

    test("alters an entry and its hash", async () => {
      const [row] = await db.query<{ payload: string }>(
        "select payload from journal_entry where dossier_id = $1 and seq = 3",
        [id],
      );
      const payload = (row?.payload ?? "").replace("deux", "rien");
      await db.query("update journal_entry set payload = $2, hash = $3 where dossier_id = $1 and seq = 3", [
        id,
        payload,
        sha256(payload),
      ]);
      expect(await found()).toMatchObject({ dossier: id, seq: 4 });
    });

    test("deletes an entry", async () => {
      await db.query("delete from journal_entry where dossier_id = $1 and seq = 3", [id]);
      expect(await found()).toMatchObject({ dossier: id, why: expect.stringContaining("entrée 3 absente") });
    });

    test("puts two entries in the other order", async () => {
      await db.query("update journal_entry set seq = 9 where dossier_id = $1 and seq = 3", [id]);
      await db.query("update journal_entry set seq = 3 where dossier_id = $1 and seq = 4", [id]);
      await db.query("update journal_entry set seq = 4 where dossier_id = $1 and seq = 9", [id]);
      expect(await found()).toMatchObject({ dossier: id, seq: 3 });
    });

    test("cuts a chain at its end", async () => {
      await db.query("delete from journal_entry where dossier_id = $1 and seq > 3", [id]);
      expect(await found()).toMatchObject({ dossier: id, seq: 4, why: expect.stringContaining("tronquée") });
    });

    test("deletes a whole chain", async () => {
      await db.query("delete from journal_entry where dossier_id = $1", [id]);
      expect(await found()).toMatchObject({ dossier: id, seq: 1 });
    });

    test("empties the journal", async () => {
      await db.script("truncate journal_entry");
      // The lock of the dispositif has a chain of its own.
      const [first] = await db.query<{ id: string }>("select id from dossier order by id limit 1");
      expect(await found()).toMatchObject({ dossier: first?.id, seq: 1 });
    });

    test("adds an entry that no dossier stands by", async () => {
      const [row] = await db.query<{ hash: string }>(
        "select hash from journal_entry where dossier_id = $1 and seq = 5",
        [id],
      );
      const payload = `{"actor":{},"at":"","data":{},"dossier":"${id}","prevHash":"${row?.hash}","seq":6,"type":"note.added"}`;
      await db.query(
        "insert into journal_entry (dossier_id, seq, type, payload, hash) values ($1, 6, 'note.added', $2, $3)",
        [id, payload, sha256(payload)],
      );
      expect(await found()).toMatchObject({ dossier: id, seq: 6 });
    });

    test("rewrites a chain from one entry on, with its head: the seal made before says otherwise", async () => {
      await rewrite(db, id, 2);
      expect(await found()).toMatchObject({ dossier: id, why: expect.stringContaining("après le sceau 1") });
    });

    test("rewrites a chain and the seal's own leaf", async () => {
      const hash = await rewrite(db, id, 2);
      await db.script("alter table seal_leaf disable trigger all");
      await db.query("update seal_leaf set hash = $2 where dossier_id = $1", [id, hash]);
      expect(await found()).toMatchObject({ dossier: "sceau 1", why: expect.stringContaining("racine") });
    });
  },
);

/** A chain made anew from an entry on, every hash right, the dossier's head too. @returns the new head. */
async function rewrite(db: Database, id: string, from: number): Promise<string> {
  const rows = await db.query<{ seq: number; payload: string; hash: string }>(
    "select seq, payload, hash from journal_entry where dossier_id = $1 order by seq",
    [id],
  );
  let prev = GENESIS;
  for (const row of rows) {
    if (row.seq >= from) {
      const changed = { ...JSON.parse(row.payload), prevHash: prev } as { data: { text?: string } };
      if (row.seq === from) changed.data.text = "réécrit";
      row.payload = JSON.stringify(changed);
      row.hash = sha256(row.payload);
      await db.query("update journal_entry set payload = $3, hash = $4 where dossier_id = $1 and seq = $2", [
        id,
        row.seq,
        row.payload,
        row.hash,
      ]);
    }
    prev = row.hash;
  }
  await db.query("update dossier set head = $2 where id = $1", [id, prev]);
  return prev;
}
