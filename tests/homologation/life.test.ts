import { TZDate } from "@date-fns/tz";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { dispatch } from "#app/engine/dispatch.ts";
import { RuleRefused } from "#app/engine/errors.ts";
import { verify } from "#app/engine/journal/verify.ts";
import { openHomologation } from "#app/homologation/commands/open-homologation.ts";
import { openReviews } from "#app/homologation/commands/open-reviews.ts";
import { registerSystem } from "#app/homologation/commands/register-system.ts";
import type { Database } from "#app/platform/database/database.ts";
import { freshDatabase } from "../support/databases.ts";
import { activeCrisis } from "../support/grand-est.ts";
import { NIGHT, withPerson } from "../support/world.ts";
import {
  acting,
  assessed,
  days,
  firm,
  type HomologationStage,
  homologated,
  homologationStage,
  reserve,
  risk,
  strategy,
  submitted,
  system,
  uuid,
} from "./support.ts";

describe.each(["postgres", "embedded"] as const)("a homologation, on %s", (kind) => {
  let db: Database;
  let stage: HomologationStage;
  beforeAll(async () => {
    db = await freshDatabase(kind);
    stage = await homologationStage(db);
  });
  afterAll(() => db.close());
  const another = async (key: string, more: Record<string, unknown> = {}) => {
    const given = system({ key, name: `Système ${key}`, nature: "application", ...more });
    const { id } = await registerSystem(db, stage.people.rssi, given, NIGHT);
    await sendEvent(db, stage.people.rssi, id, assessed, NIGHT);
    return id;
  };
  const refusal = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof RuleRefused)) throw new Error(`pas de refus : ${String(error)}`);
    return error.refusal;
  };

  test("says in words what is missing before it may be put to the commission", async () => {
    const dossier = await openHomologation(db, stage.people.rssi, await another("vide"), NIGHT);
    const { act } = acting(db, dossier.id);
    const { rssi } = stage.people;
    expect(
      (
        await refusal(
          act(rssi, "piece.added", {
            key: uuid(1),
            kind: "pas",
            title: "x",
            version: "1",
            owner: "y",
            link: "https://x.example",
          }),
        )
      ).because,
    ).toContain("« à cadrer »");
    await act(rssi, "strategy.set", strategy(stage));
    expect((await refusal(act(rssi, "homologation.readied"))).because).toContain(
      "« Stratégie d'homologation »",
    );
  });

  test("one in preparation for each system, even when two people open it in the same instant", async () => {
    const id = await another("deux");
    const both = await Promise.allSettled(
      [1, 2].map(() => openHomologation(db, stage.people.rssi, id, NIGHT)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = both.find(({ status }) => status === "rejected") as PromiseRejectedResult;
    expect(lost.reason).toBeInstanceOf(RuleRefused);
    expect(lost.reason.message).toMatch(/HOM-2026-\d{3} est déjà en préparation/);
  });

  test("its decision freezes it: what changes afterwards belongs to the next dossier", async () => {
    const dossier = await homologated(db, stage, firm(), await another("gel"));
    const before = await dossier.read();
    expect(before).toMatchObject({
      state: "in-force",
      columns: { until: expect.stringMatching(/^2027-03-24T02:/), current: true },
    });
    const piece = {
      key: uuid(11),
      kind: "pas",
      title: "PAS",
      version: "2",
      owner: "RSSI",
      link: "https://x.example/2",
    };
    expect(await refusal(dossier.act(stage.people.rssi, "piece.added", piece))).toMatchObject({
      rule: "HOM-GEL",
      because:
        "Ce dossier est figé par sa décision : une nouvelle version de la pièce appartient au prochain dossier.",
    });
    await dossier.act(stage.people.rssi, "measures.updated", {
      changes: [{ key: uuid(201), state: "done", proof: "PV" }],
    });
    const after = await dossier.read();
    expect(after.context.file).toEqual(before.context.file);
    expect(after.context.plan[0]).toMatchObject({ state: "done", proof: "PV", owner: "DSI" });
    const rows = await db.query(
      "select state, owner, due_at::text from homologation_measure where dossier_id = $1 order by ref",
      [dossier.id],
    );
    expect(rows).toEqual([
      { state: "done", owner: "DSI", due_at: "2026-12-01" },
      { state: "todo", owner: "DSI", due_at: "2026-12-01" },
    ]);
  });

  test("the authority accepts by name what stays, gives réserves an owner and a date, and motivates a refusal", async () => {
    const dossier = await submitted(db, stage, await another("risques"));
    const { act } = dossier;
    const { rssi } = stage.people;
    await act(stage.authority, "homologation.returned", { reason: "Un risque manque." });
    await act(rssi, "risk.set", risk(2, { event: "Fuite de notes", after: { likelihood: 3, severity: 3 } }));
    await act(rssi, "homologation.readied");
    await act(rssi, "homologation.submitted", { instance: "autorite" });
    expect((await refusal(act(stage.authority, "decision.taken", firm()))).because).toContain(
      "« Fuite de notes »",
    );
    expect(
      (
        await refusal(
          act(stage.authority, "decision.taken", {
            ...firm(12),
            decision: "reserved",
            accepted: [uuid(102)],
          }),
        )
      ).because,
    ).toContain("au moins une");
    expect(
      (await refusal(act(stage.authority, "decision.taken", { ...firm(18), accepted: [uuid(102)] }))).because,
    ).toContain("6, 12, 24, 36 mois");
    expect(
      (
        await refusal(
          act(stage.authority, "decision.taken", { ...firm(), months: undefined, decision: "refused" }),
        )
      ).because,
    ).toContain("Un refus se motive");
    await act(stage.authority, "decision.taken", { ...firm(), accepted: [uuid(102)] });
    expect(await dossier.read()).toMatchObject({ state: "decided" });
  });

  test("a refusal leaves the one in force; the next one takes its place in one transaction", async () => {
    const id = await another("suite");
    const first = await homologated(db, stage, firm(), id);
    const second = await submitted(db, stage, id, days(10));
    expect((await second.read()).context.file.measures.map(({ state }) => state)).toContain("todo");
    await second.act(stage.authority, "decision.taken", {
      ...firm(),
      decision: "refused",
      months: undefined,
      reason: "Trop de risques.",
    });
    expect([(await first.read()).state, (await second.read()).state]).toEqual(["in-force", "refused"]);
    const third = await homologated(db, stage, firm(24), id, days(20));
    expect([(await first.read()).state, (await third.read()).state]).toEqual(["superseded", "in-force"]);
    expect((await first.read()).context.supersededBy?.ref).toBe(third.ref);
    const left = await db.query("select key from deadline where dossier_id = $1 and state = 'running'", [
      first.id,
    ]);
    expect(left).toEqual([]);
  });

  test("the database itself refuses a second one in force", async () => {
    const dossier = await homologated(db, stage, firm(), await another("base"));
    const copy = `insert into dossier select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'ref', 'HOM-X'))).* from dossier d where id = '${dossier.id}'`;
    await expect(db.query(copy)).rejects.toThrow(/dossier_one_in_force/);
  });

  test.each([
    [6, [3, 1], 2],
    [12, [6, 3, 1], 2],
    [24, [12, 6, 3, 1], 4],
    [36, [24, 12, 6, 3, 1], 6],
  ])("%i months: reminders %j, « bientôt expirée » %i before", async (months, reminders, soon) => {
    const dossier = await homologated(db, stage, firm(months), await another(`duree-${months}`));
    const rows = await db.query<{ key: string; due: string }>(
      "select key, due_at::text due from deadline where dossier_id = $1 and state = 'running' and key <> 'effect' order by due_at, key",
      [dossier.id],
    );
    const until = new Date(String((await dossier.read()).columns.until));
    const ahead = (n: number) => {
      // At the same hour of the clock on the wall, whether it is summer there or winter.
      const at = new TZDate(until.getTime(), "Europe/Paris");
      at.setMonth(at.getMonth() - n);
      return at.getTime();
    };
    const due = Object.fromEntries(rows.map(({ key, due }) => [key, new Date(due).getTime()]));
    expect(due).toEqual({
      ...Object.fromEntries(reminders.map((n) => [`reminder-${n}`, ahead(n)])),
      soon: ahead(soon),
      expiry: until.getTime(),
    });
    await dossier.ring(new Date(ahead(soon)));
    expect((await dossier.read()).state).toBe("to-renew");
    const [mail] = await db.query(
      "select n.key from notice n join delivery d on d.notice_id = n.id where n.dossier_id = $1 and n.key = 'soon'",
      [dossier.id],
    );
    expect(mail).toEqual({ key: "soon" });
    await dossier.ring(until);
    expect((await dossier.read()).state).toBe("expired");
  });

  test("a late réserve warns the authority, who may suspend: nobody else, and nothing by itself", async () => {
    const dossier = await homologated(
      db,
      stage,
      firm(12, { decision: "reserved", reserves: [reserve(1, "2026-06-30"), reserve(2, "2026-06-30")] }),
      await another("reserves"),
    );
    await dossier.act(stage.authority, "reserve.lifted", { key: uuid(902), proof: "PV de recette" });
    await dossier.ring(new Date("2026-06-30T22:00:01Z"));
    expect(await dossier.read()).toMatchObject({
      state: "in-force",
      columns: { reserves: 1, reservesLate: 1 },
    });
    const told = await db.query<{ name: string }>(
      "select d.name from delivery d join notice n on n.id = d.notice_id where n.dossier_id = $1 and n.key like 'reserve-%' order by 1",
      [dossier.id],
    );
    expect(told.map(({ name }) => name)).toEqual(["Camille Autorité", "Camille RSSI Reims"]);
    await expect(
      dossier.act(stage.people.rssi, "decision.suspended", { reason: "Non levée." }),
    ).rejects.toThrow("homologation.decide");
    await dossier.act(stage.authority, "decision.suspended", { reason: "Non levée." });
    expect((await dossier.read()).state).toBe("suspended");
    await dossier.act(stage.authority, "decision.resumed", { reason: "Levée." });
    expect((await dossier.read()).state).toBe("in-force");
  });

  test("a reminder reaches who stands in: the substitute, then the next function; and says there is a gap", async () => {
    const dossier = await homologated(db, stage, firm(6), await another("vacance"));
    const told = (key: string) =>
      db.query<{ name: string; via: string; function: string }>(
        `select d.name, d.via, d.function from delivery d join notice n on n.id = d.notice_id
          where n.dossier_id = $1 and n.key = $2 order by d.function`,
        [dossier.id, key],
      );
    const leave = (person: string, at: Date) =>
      db.query("update tenure set until = $2 where person_id = $1", [person, at.toISOString()]);
    const { authority } = stage;
    const until = new Date(String((await dossier.read()).columns.until));
    const months = (n: number) =>
      new Date(Date.UTC(until.getUTCFullYear(), until.getUTCMonth() - n, until.getUTCDate(), 12));
    // The authority has no address any more: its substitute.
    await db.query("update person set email = null where id = $1", [authority.person.id]);
    const second = await withPerson(db, {
      function: "autoriteHomologation",
      at: "academie-reims",
      rank: 1,
      name: "Suppléante",
    });
    await dossier.ring(months(3));
    expect(await told("reminder-3")).toEqual([
      { name: "Camille Suppléante", via: "substitute", function: "autoriteHomologation" },
      { name: "Camille RSSI Reims", via: "holder", function: "rssi" },
    ]);
    expect(
      await db.query("select title from task where dossier_id = $1 and key = 'gap-reminder-3'", [dossier.id]),
    ).toEqual([{ title: "Destinataire à joindre autrement : Camille Suppléante" }]);
    // Nobody holds that post: the recteur of the same académie.
    await leave(second.person.id, months(2));
    await leave(authority.person.id, months(2));
    await dossier.ring(months(1));
    expect((await told("reminder-1")).map(({ function: held, via }) => `${held} ${via}`)).toEqual([
      "recteur substitute",
      "rssi holder",
    ]);
    // Put back as it was for the others.
    await db.query("update tenure set until = null where person_id = any($1::uuid[])", [
      [authority.person.id],
    ]);
    await db.query("update person set email = 'autorite@agents.example.invalid' where id = $1", [
      authority.person.id,
    ]);
  });

  test("a decision can be told by a meeting in its own transaction: it tells nobody", async () => {
    const id = await another("seance");
    const dossier = await submitted(db, stage, id);
    const told = {
      ...firm(),
      reserves: [],
      accepted: [],
      meeting: { ref: "SEA-2026-001", instance: "commission-homologation", at: NIGHT.toISOString() },
    };
    const { stepOf } = await import("#app/engine/plan.ts");
    const { readDossier } = await import("#app/engine/dossier.ts");
    const planned = await stepOf(db, await readDossier(db, dossier.id), {
      type: "decision.taken",
      data: told,
      by: { kind: "person", id: uuid(1), name: "Présidente" },
      at: NIGHT,
    });
    expect(planned.told).toEqual([]);
    expect(planned.stepped.effects.filter((one) => one.do === "tell")).toEqual([]);
  });

  test("an articulation, an operator, a crisis and its RETEX open reviews, each once, with their cause", async () => {
    const dossier = await homologated(db, stage);
    const later = days(1, dossier.clock.at);
    const { rssi } = stage.people;
    const ent = (type: string, data: Record<string, unknown>) =>
      sendEvent(db, rssi, stage.ent.id, { type, ...data }, later);
    await ent("articulation.added", {
      key: uuid(50),
      label: "Pronote",
      direction: "out",
      means: "CAS",
      data: "identité, classe",
    });
    await ent("operator.changed", {
      operator: { name: "Nouveau" },
      host: { name: "Ailleurs" },
      reason: "Nouveau marché.",
    });
    const crisis = await activeCrisis(db, stage.people);
    await db.query("update dossier set opened_at = $2, changed_at = $2 where id = $1", [crisis.id, later]);
    expect(await openReviews(db, later)).toBe(1);
    expect(await openReviews(db, later)).toBe(0);
    const { context } = await dossier.read();
    expect(context.reviews.map(({ kind, ref }) => `${kind} ${ref}`).sort()).toEqual([
      `articulation ${stage.ent.ref}`,
      `crisis ${crisis.ref}`,
      `operator ${stage.ent.ref}`,
    ]);
    await dossier.act(stage.authority, "review.concluded", {
      key: `crisis:${crisis.id}`,
      conclusion: "maintained",
      reason: "La messagerie est rétablie.",
    });
    expect((await dossier.read()).columns.reviews).toBe(2);
    // A turn that dies after writing, and one that runs beside it, leave nothing twice.
    await Promise.all([openReviews(db, later), openReviews(db, later)]);
    await dispatch(db, {
      dossier: dossier.id,
      type: "review.triggered",
      data: {
        causes: [
          {
            key: `crisis:${crisis.id}`,
            kind: "crisis",
            ref: crisis.ref,
            at: later.toISOString(),
            what: "La même.",
          },
        ],
      },
      by: { kind: "system", id: "homologation", name: "Veille" },
      at: later,
    });
    expect((await dossier.read()).context.reviews).toHaveLength(3);
    // An application of the whitelist, as its dossier is once its link is active.
    const links = JSON.stringify({ links: [{ what: "activated", at: later.toISOString() }] });
    await db.query(
      `insert into dossier select (jsonb_populate_record(d, jsonb_build_object('id', $2::text, 'ref', 'LIB-1', 'kind', 'whitelist-request',
         'state', 'active', 'context', $3::jsonb, 'columns', '{}'::jsonb, 'title', 'Tactiléo'))).* from dossier d where id = $1`,
      [stage.ent.id, uuid(77), links],
    );
    expect(await openReviews(db, later)).toBe(1);
    expect((await dossier.read()).context.reviews.at(-1)).toMatchObject({
      kind: "application",
      what: "Application ouverte depuis l’ENT : Tactiléo",
    });
  });

  test("a third party's attestation feeds the lock, in the same transaction", async () => {
    const id = await another("sms-rectorat", { nature: "communication" });
    const other = await another("autre");
    const attested = {
      type: "system.attested",
      checkedAt: NIGHT.toISOString(),
      proof: "Attestation RGS 2026-12",
    };
    expect((await refusal(sendEvent(db, stage.people.rssi, other, attested, NIGHT))).rule).toBe("MBN-7");
    await sendEvent(db, stage.people.rssi, id, attested, NIGHT);
    const [lock] = await db.query<{ one: object }>(
      "select context->'attestations'->0 one from dossier where kind = 'lock'",
    );
    expect(lock?.one).toMatchObject({
      channel: "third-party:sms-rectorat",
      validUntil: "2027-03-24T02:10:00.000Z",
    });
    const future = { ...attested, checkedAt: days(30).toISOString() };
    await refusal(sendEvent(db, stage.people.rssi, id, future, NIGHT));
    const [kept] = await db.query<{ seen: string }>(
      "select columns->>'attestedAt' seen from dossier where id = $1",
      [id],
    );
    expect(kept?.seen).toBe(NIGHT.toISOString());
  });

  test("the journal of all of it verifies", async () => {
    await db.query("delete from dossier where ref = 'LIB-1'");
    expect((await verify(db)).bad).toBeNull();
  });
});
