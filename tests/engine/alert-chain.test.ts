import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ringDue } from "#app/engine/clock.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { seal } from "#app/engine/journal/seal.ts";
import { verify } from "#app/engine/journal/verify.ts";
import { outboxWorker } from "#app/engine/outbox/worker.ts";
import { acknowledgeAlert } from "#app/incident/commands/acknowledge-alert.ts";
import { declareIncident, previewDeclaration } from "#app/incident/commands/declare-incident.ts";
import type { Database } from "#app/platform/database/database.ts";
import { freshDatabase, type Kind } from "../support/databases.ts";
import { declaration, smallVersailles } from "../support/versailles.ts";
import { later, withPerson } from "../support/world.ts";

const sql =
  "select d.*, o.key from delivery d join organisation o on o.id = d.organisation_id where dossier_id = $1 order by address";

describe.each<Kind>(["postgres", "embedded"])("the alert chain of Versailles on %s", (kind) => {
  let db: Database;
  let v: Awaited<ReturnType<typeof smallVersailles>>;
  const sent: { address: string; template: string }[] = [];
  const worker = (now: Date) =>
    outboxWorker(db, {
      channels: {
        mail: {
          concurrency: 4,
          send: async (delivery, notice) => {
            sent.push({ address: delivery.address, template: notice.template });
            return { ok: true, providerId: `<${delivery.id}@test>` };
          },
        },
      },
      now: () => now,
      onError: (error) => {
        throw error;
      },
    });
  beforeAll(async () => {
    db = await freshDatabase(kind);
    v = await smallVersailles(db);
  });
  afterAll(() => db.close());

  test("an incident declared by a school alerts its IEN and the alerte-ssi mailbox, and the preview said so", async () => {
    const foreseen = await previewDeclaration(db, v.head, declaration(), v.now);
    const { id, ref, state } = await declareIncident(db, v.head, declaration(), v.now);
    expect(ref).toBe("INC-2026-001");
    expect(state).toBe("declared");
    const rows = await db.query<{ address: string; rule: string; article: string; via: string; key: string }>(
      sql,
      [id],
    );
    const addresses = rows.map((row) => row.address);
    expect(addresses).toContain("alerte-ssi@ac-versailles.fr");
    expect(addresses).toContain("ien-0780580g-0@agents.example.invalid");
    expect(rows.find((row) => row.address.startsWith("ien"))).toMatchObject({
      rule: "VER-7",
      article: "7",
      via: "holder",
    });
    expect(
      foreseen.recipients
        .filter((one) => one.address)
        .map((one) => one.address)
        .sort(),
    ).toEqual(addresses);
    expect(await worker(v.now).run()).toBe(rows.length);
    const entries = await db.query<{ type: string }>(
      "select type from journal_entry where dossier_id = $1 order by seq",
      [id],
    );
    expect(entries.map((entry) => entry.type)).toEqual(["incident.declared", "alerts.sent"]);
  });

  test("whoever does not answer is reminded, then the substitute and the level above are told; an answer stops it", async () => {
    const { id } = await declareIncident(db, v.mayor, declaration(), v.now);
    await worker(v.now).run();
    const first = await db.query<{ id: string; address: string }>(sql, [id]);
    const ien = first.find((one) => one.address.startsWith("ien"));
    sent.length = 0;
    await ringDue(db, later(v.now, 61));
    await worker(later(v.now, 61)).run();
    expect(sent.filter((one) => one.template === "reminder").length).toBeGreaterThan(0);
    expect(await acknowledgeAlert(db, ien?.id ?? "", "taken", later(v.now, 62))).toBe(true);
    expect(await acknowledgeAlert(db, ien?.id ?? "", "taken", later(v.now, 63))).toBe(true);
    sent.length = 0;
    for (const minutes of [130, 200, 600]) {
      await ringDue(db, later(v.now, minutes));
      await worker(later(v.now, minutes)).run();
    }
    expect(sent.map((one) => one.address)).not.toContain(ien?.address);
  });

  test("escalation goes to the substitute of that very place and the level above, and to nobody elsewhere", async () => {
    const deputy = await withPerson(db, { function: "chefEtablissement", at: "0781024P", rank: 1 });
    await withPerson(db, { function: "chefEtablissement", at: "0781121V", rank: 1 });
    await withPerson(db, { function: "ien", at: "0780580G", rank: 1 });
    const { id } = await declareIncident(db, v.mayor, declaration(), v.now);
    await worker(v.now).run();
    for (const minutes of [20, 40, 61]) await ringDue(db, later(v.now, minutes));
    const escalated = await db.query<{ address: string; via: string; key: string }>(
      `select d.address, d.via, o.key from delivery d join notice n on n.id = d.notice_id
         join organisation o on o.id = d.organisation_id where d.dossier_id = $1 and n.template = 'escalation'`,
      [id],
    );
    const substitutes = escalated.filter((one) => one.via === "substitute").map((one) => one.key);
    expect(substitutes.sort()).toEqual(["0780580G", "0781024P"]);
    expect(escalated.map((one) => one.key)).not.toContain("0781121V");
    expect(deputy.person.id).toBeDefined();
  });

  test("only the académie may decide or close: the commune is refused with the article", async () => {
    const { id } = await declareIncident(db, v.mayor, declaration(), v.now);
    const qualified = {
      type: "incident.qualified",
      field: "partage",
      severity: "major",
      certainty: "proven",
      category: "threat-messages",
      personalData: false,
      perimeter: "school",
    };
    await expect(sendEvent(db, v.mayor, id, qualified, v.now)).rejects.toMatchObject({
      refusal: { rule: "VER-7" },
    });
    expect(await sendEvent(db, v.rssi, id, qualified, v.now)).toMatchObject({
      state: "qualified",
      revision: 2,
    });
    await expect(
      sendEvent(db, v.rssi, id, { type: "incident.closed", reason: "Fini", revision: 1 }, v.now),
    ).rejects.toThrow(/a changé/);
  });

  test("the journal refuses rewriting, and verify finds what a superuser did", async () => {
    await seal(db, v.now);
    expect((await verify(db)).bad).toBeNull();
    await expect(db.query("update journal_entry set payload = '{}'")).rejects.toThrow(/ajout seul/);
    await expect(db.query("delete from journal_entry")).rejects.toThrow(/ajout seul/);
    await db.script(
      "alter table journal_entry disable trigger all; update journal_entry set payload = replace(payload, 'quarante', 'quatre') where seq = 1",
    );
    expect((await verify(db)).bad).toMatchObject({ seq: 1 });
  });
});
