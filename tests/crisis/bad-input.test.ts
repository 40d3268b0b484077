import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openCrisis } from "#app/crisis/commands/open-crisis.ts";
import { roomPage } from "#app/crisis/queries/room.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { Conflict, RuleRefused } from "#app/engine/errors.ts";
import { ReceiptReused, receiptFor } from "#app/engine/receipt.ts";
import { type Caller, Forbidden } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { importRunbook } from "#app/runbook/import-runbook.ts";
import { freshDatabase, type Kind } from "../support/databases.ts";
import { activeCrisis, crisisOpening, type GrandEst, smallGrandEst } from "../support/grand-est.ts";
import { later, NIGHT } from "../support/world.ts";

const FIRST = "faire-depot-plainte";
type Refused = { type: string; reason: string; rule: string | null; article: string | null; because: string };

describe.each<Kind>(["postgres", "embedded"])("what bad input gets in a crisis, on %s", (kind) => {
  let db: Database;
  let people: GrandEst;
  beforeAll(async () => {
    db = await freshDatabase(kind);
    people = await smallGrandEst(db);
  });
  afterAll(() => db.close());

  const thrownBy = (work: Promise<unknown>) =>
    work.then(
      () => expect.unreachable("accepted"),
      (error: unknown) => error,
    );
  const refusals = (id: string) =>
    db.query<Refused>(
      "select type, reason, rule, article, because from refusal where dossier_id = $1 order by at, id",
      [id],
    );
  const revisionOf = async (id: string) =>
    (await db.query<{ revision: number }>("select revision from dossier where id = $1", [id]))[0]?.revision;
  const entries = (id: string, type: string) =>
    db.query("select 1 from journal_entry where dossier_id = $1 and type = $2", [id, type]);
  /** Nothing of the dossier moved, and the attempt is in the record. */
  async function refusedAs(id: string, work: () => Promise<unknown>, kindOf: unknown, as: Partial<Refused>) {
    const before = await revisionOf(id);
    const already = (await refusals(id)).length;
    expect(await thrownBy(work())).toBeInstanceOf(kindOf);
    expect(await revisionOf(id)).toBe(before);
    const all = await refusals(id);
    expect(all).toHaveLength(already + 1);
    expect(all.at(-1)).toMatchObject(as);
  }

  test("out of order: refused by the life of a crisis, and recorded", async () => {
    const { id } = await openCrisis(db, people.rssi, crisisOpening(), NIGHT);
    const send = (caller: Caller, type: string, data: object) => () =>
      sendEvent(db, caller, id, { type, ...data }, later(NIGHT, 1));
    const cycle = { reason: "rule", rule: "TOCSIN-CYCLE", article: "cycle de vie d’une crise" };
    await refusedAs(
      id,
      send(people.direction, "crisis.exited", { criteria: ["plus-de-menace"] }),
      RuleRefused,
      {
        ...cycle,
        because: expect.stringContaining("en veille"),
      },
    );
    await refusedAs(id, send(people.direction, "step.taken", { step: FIRST }), RuleRefused, cycle);
    await refusedAs(id, send(people.direction, "crisis.closed", { reason: "r" }), RuleRefused, cycle);
  });

  test("a seat given under a false name, from nowhere: the directory's is kept; to nobody it knows: refused", async () => {
    const { id, act } = await activeCrisis(db, people);
    const { person, tenures } = people.dpd;
    const organisation = tenures[0]?.organisation;
    const lie = { name: "Madame la Ministre", function: "ministre", organisation };
    const given = { role: "dpd", person: person.id, ...lie, substitute: true };
    await act(people.direction, "role.given", given);
    type Member = { id: string; name: string; function: string; role: string };
    const members = async () =>
      (
        await db.query<{ members: Member[] }>(
          "select context->'members' members from dossier where id = $1",
          [id],
        )
      )[0]?.members ?? [];
    expect((await members()).find((one) => one.id === person.id && one.role === "dpd")).toMatchObject({
      name: `Camille ${person.name}`,
      function: "dpd",
    });
    const [room] = await db.query<{ address: string; function: string }>(
      "select d.address, d.function from delivery d join notice n on n.id = d.notice_id where d.dossier_id = $1 and n.key like 'seat-%' order by n.key desc limit 1",
      [id],
    );
    expect(room).toMatchObject({ function: "dpd" });
    const nobody = { ...given, person: "00000000-0000-4000-8000-000000000009" };
    const unknown = { because: expect.stringContaining("L’annuaire ne connaît à « Madame la Ministre »") };
    await refusedAs(id, () => act(people.direction, "role.given", nobody), RuleRefused, unknown);
    const relief = { role: "rssi", from: people.rssi.person.id, to: nobody.person, ...lie, note: "À toi." };
    await refusedAs(id, () => act(people.rssi, "role.handed-over", relief), RuleRefused, unknown);
    await act(people.rssi, "role.handed-over", { ...relief, to: people.regionRssi.person.id });
    expect((await members()).at(-1)).toMatchObject({
      role: "rssi",
      name: `Camille ${people.regionRssi.person.name}`,
      function: "rssi",
    });
  });

  test("by the wrong seat, by someone who has none, without the right: refused each with its reason", async () => {
    const { id, act } = await activeCrisis(db, people);
    const channel = { channel: "mail", reason: "Seul moyen." };
    await refusedAs(id, () => act(people.rssi, "channel.opened", channel), RuleRefused, {
      ...{ type: "channel.opened", reason: "rule", rule: "MBN-6.2", article: "6.2" },
      because: expect.stringContaining("direction de crise"),
    });
    await refusedAs(
      id,
      () => act(people.regionRssi, "compromise.declared", { what: "messaging", reason: "r" }),
      RuleRefused,
      {
        ...{ rule: "MBN-6.2", because: expect.stringContaining("pas de siège") },
      },
    );
    await refusedAs(id, () => act(people.exploitant, "channel.opened", channel), Forbidden, {
      ...{ type: "channel.opened", reason: "right", rule: null },
    });
    await act(people.exploitant, "member.joined", { role: "prestataire" });
    await refusedAs(
      id,
      () => act(people.exploitant, "decision.taken", { decision: FIRST, option: "oui", because: "r" }),
      RuleRefused,
      {
        ...{ reason: "rule" },
      },
    );
  });

  test("on a revision that is no longer the last: a conflict, recorded as stale", async () => {
    const { id, act, clock } = await activeCrisis(db, people);
    const seen = (await revisionOf(id)) ?? 0;
    await act(people.rssi, "log.entered", { kind: "fait", content: "Entre-temps." });
    const stale = () =>
      sendEvent(
        db,
        people.direction,
        id,
        { type: "cell.strategic-opened", reason: "r", revision: seen },
        clock.now(),
      );
    await refusedAs(id, stale, Conflict, { type: "cell.strategic-opened", reason: "stale" });
  });

  test("twice by the same key: done once, however close together; the key for something else is refused", async () => {
    const { id, clock } = await activeCrisis(db, people);
    const body = { type: "log.entered", kind: "fait", content: "Tapé sans réseau." };
    const receipt = receiptFor(people.rssi.person.id, `entry-${id}`, body);
    const send = () => sendEvent(db, people.rssi, id, body, clock.now(), receipt);
    const answers = await Promise.all([send(), send(), send()]);
    expect(new Set(answers.map((one) => one.revision)).size).toBe(1);
    expect(answers.filter((one) => one.replayed)).toHaveLength(2);
    expect((await send()).replayed).toBe(true);
    expect(await entries(id, "log.entered")).toHaveLength(1);
    const other = { ...body, content: "Autre chose." };
    const reused = receiptFor(people.rssi.person.id, `entry-${id}`, other);
    expect(await thrownBy(sendEvent(db, people.rssi, id, other, clock.now(), reused))).toBeInstanceOf(
      ReceiptReused,
    );
    expect(await entries(id, "log.entered")).toHaveLength(1);
  });

  test("two people on one step at once: one has it, the other learns who", async () => {
    const { id, act, clock } = await activeCrisis(db, people);
    await act(people.regionRssi, "member.joined", { role: "rssi" });
    const page = await roomPage(db, people.rssi, await refOf(id), clock.now());
    const steps = page.room.context?.steps ?? {};
    const step = Object.keys(steps).find((key) => steps[key] === "todo") ?? "";
    const take = (who: Caller) => sendEvent(db, who, id, { type: "step.taken", step }, clock.now());
    const both = await Promise.allSettled([
      take(people.direction),
      take(people.direction),
      take(people.direction),
    ]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await entries(id, "step.taken")).toHaveLength(1);
    for (const one of await refusals(id)) expect(one.because).toContain("déjà prise par");
    expect(await refusals(id)).toHaveLength(2);
  });

  test("its procedure is rewritten and put in force meanwhile: the crisis keeps its own text", async () => {
    const { act, ref } = await activeCrisis(db, people);
    const before = await roomPage(db, people.rssi, ref, NIGHT);
    const file = "messagerie-ent-compromise.md";
    const shipped = await readFile(`runbooks/${file}`, "utf8");
    const text = shipped
      .replace("version: 2", "version: 3")
      .replaceAll("Messagerie de l’ENT compromise", "Messagerie compromise, texte de mai");
    const broken = await importRunbook(db, {
      file,
      text: text.replace(/^- Qui :.*$/m, "- Qui : martien"),
      now: NIGHT,
    });
    expect(broken.ok).toBe(false);
    if (!broken.ok) expect(broken.problems[0]).toMatchObject({ file, line: expect.any(Number) });
    const added = await importRunbook(db, { file, text, now: NIGHT });
    if (!added.ok) throw new Error(JSON.stringify(added.problems));
    const [procedure] = await db.query<{ id: string }>(
      "select id from dossier where kind = 'runbook' and columns->>'key' = 'messagerie-ent-compromise'",
    );
    const revise = (type: string, data = {}) =>
      sendEvent(db, people.rssi, procedure?.id ?? "", { type, ...data }, later(NIGHT, 60));
    await revise("runbook.revised", { hash: added.hash, version: 3, title: "Texte de mai" });
    await revise("runbook.submitted");
    await sendEvent(
      ...([db, people.direction, procedure?.id ?? ""] as const),
      {
        type: "runbook.approved",
        instance: "commission-homologation",
        meetingAt: NIGHT.toISOString(),
        minutes: "PV 1",
      },
      later(NIGHT, 61),
    );
    await sendEvent(
      db,
      people.direction,
      procedure?.id ?? "",
      { type: "runbook.enforced" },
      later(NIGHT, 62),
    );

    await act(people.rssi, "log.entered", { kind: "fait", content: "La vie continue." });
    const after = await roomPage(db, people.rssi, ref, NIGHT);
    expect({ hash: after.runbookHash, title: after.runbook.title }).toEqual({
      hash: before.runbookHash,
      title: before.runbook.title,
    });
    const next = await openCrisis(db, people.rssi, crisisOpening(), later(NIGHT, 63));
    const newer = await roomPage(db, people.rssi, next.ref, NIGHT);
    expect(newer).toMatchObject({ runbookHash: added.hash, runbook: { version: 3 } });
    expect(newer.room.context?.facts.runbook.approved).toBe(true);
  });

  const refOf = async (id: string) =>
    (await db.query<{ ref: string }>("select ref from dossier where id = $1", [id]))[0]?.ref ?? "";
});
