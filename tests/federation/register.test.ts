import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rebuildCoverage } from "#app/directory/coverage.ts";
import { ringDue } from "#app/engine/clock.ts";
import { previewEvent, sendEvent } from "#app/engine/command/send-event.ts";
import { RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import { verify } from "#app/engine/journal/verify.ts";
import { type FederationAgreement, federationAgreement } from "#app/homologation/federation/agreement.ts";
import { agreementPdf } from "#app/homologation/federation/agreement-sheet.ts";
import { applyMember } from "#app/homologation/federation/apply-member.ts";
import { memberDecisionPdf } from "#app/homologation/federation/decision-sheet.ts";
import { memberPage } from "#app/homologation/federation/member-page.ts";
import { membersPage } from "#app/homologation/federation/members.ts";
import { type Caller, Forbidden } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { permissions, type Role, reachOf, roles } from "#app/platform/permissions.ts";
import { loader as list } from "#app/routes/homologation.federation._index.tsx";
import { loader as page } from "#app/routes/homologation.federation.$ref._index.tsx";
import { action as act } from "#app/routes/homologation.federation.$ref.agir.$type.tsx";
import { loader as decision } from "#app/routes/homologation.federation.$ref.decisions.$file.ts";
import { loader as csv } from "#app/routes/homologation.federation.export[.]csv.ts";
import { loader as ods } from "#app/routes/homologation.federation.export[.]ods.ts";
import { loader as apply, action as applying } from "#app/routes/homologation.federation.nouveau.tsx";
import { statusOf, visitor } from "../pages/register/harness.ts";
import { freshDatabase } from "../support/databases.ts";
import { textOf } from "../support/pdf-text.ts";
import { NIGHT, withConvention, withOrganisations, withPerson } from "../support/world.ts";
import { admitted, agreement, kept, left, SERVICE } from "./cast.ts";

const day = (n: number) => new Date(NIGHT.getTime() + n * 86_400_000);

describe.each(["postgres", "embedded"] as const)("the register of a federation, on %s", (kind) => {
  let db: Database;
  let people: Record<"rssi" | "president" | "recteur" | "auditor" | "outsider", Caller>;
  let visit: ReturnType<typeof visitor>;
  beforeAll(async () => {
    db = await freshDatabase(kind);
    await withConvention(db, "ene-atrium");
    await withConvention(db, "mbn-grand-est");
    await rebuildCoverage(db);
    const someone = (role: string, at?: string) => withPerson(db, { function: role, ...(at && { at }) });
    people = {
      rssi: await someone("rssi", "region-paca"),
      president: await someone("elu", "region-paca"),
      recteur: await someone("recteur", "academie-nice"),
      auditor: await someone("auditeur"),
      outsider: await someone("rssi", "academie-reims"),
    };
    visit = visitor(db, () => NIGHT);
  });
  afterAll(() => db.close());

  const given = (name: string, more: Record<string, unknown> = {}) => ({
    ...{ dispositif: "atrium", name, contact: "Exploitation", roles: ["service"], agreement },
    ...more,
  });
  const send = (by: Caller, id: string, type: string, data: object = {}, at = NIGHT) =>
    sendEvent(db, by, id, { type, ...data }, at);
  const row = async (id: string) =>
    (
      await db.query<{ state: string; columns: Record<string, unknown> }>(
        "select state, columns from dossier where id = $1",
        [id],
      )
    )[0];
  const joined = async (name: string, more: Record<string, unknown> = {}) => {
    const opened = await applyMember(db, people.rssi, given(name), NIGHT);
    await send(people.rssi, opened.id, "commitments.taken", { keys: SERVICE });
    await send(people.president, opened.id, "admission.decided", admitted(more));
    await ringDue(db, NIGHT, undefined, opened.id);
    return opened;
  };

  test("a member joins by a decision of the Région, the desk is told, and nobody joins twice", async () => {
    const { id } = await joined("Éditeur de cahiers");
    expect(await row(id)).toMatchObject({
      state: "member",
      columns: { service: true, identity: false, commitments: 5, kept: 0 },
    });
    const told = await db.query<{ name: string; rule: string }>(
      "select d.name, d.rule from delivery d where d.dossier_id = $1",
      [id],
    );
    expect(told).toEqual([{ name: "Camille rssi region-paca", rule: "ATR-8" }]);
    await expect(applyMember(db, people.rssi, given("éditeur de CAHIERS"), NIGHT)).rejects.toThrow(
      "déjà dans le registre",
    );
    await expect(send(people.recteur, id, "leaving.decided", left())).rejects.toThrow(
      /se décident par : Région/,
    );
    expect((await verify(db)).bad).toBeFalsy();
  });

  test("where the convention has no federation, where the directory knows no such member, where one has no right: refused", async () => {
    const at = (more: object, by = people.rssi) => applyMember(db, by, { ...given("X"), ...more }, NIGHT);
    await expect(at({ dispositif: "mbn" }, people.outsider)).rejects.toThrow("ne prévoit pas de fédération");
    await expect(at({ organisation: "inconnue" })).rejects.toBeInstanceOf(InputRefused);
    await expect(at({}, people.outsider)).rejects.toBeInstanceOf(Forbidden);
    await expect(at({}, people.recteur)).rejects.toBeInstanceOf(Forbidden);
    await expect(at({ roles: ["service", "service"] })).rejects.toBeInstanceOf(InputRefused);
    await expect(at({ dispositif: "mbn" }, people.outsider)).rejects.toBeInstanceOf(RuleRefused);
  });

  test("a check that grows old warns, then calls; where the RSSI left, whoever stands in is told", async () => {
    const { id } = await joined("Service ancien");
    await db.query(`update tenure set until = $2 where person_id = $1`, [
      people.rssi.person.id,
      day(60).toISOString(),
    ]);
    await ringDue(db, day(93));
    const told = await db.query<{ key: string; name: string }>(
      `select split_part(n.key, '-', 1) "key", d.name from delivery d join notice n on n.id = d.notice_id
        where d.dossier_id = $1 and n.key like 'checks%' order by 1, 2`,
      [id],
    );
    // Nobody holds the RSSI's function: the convention's next best, the président.
    expect(told.map(({ name }) => name)).toContain("Camille elu region-paca");
    const [task] = await db.query<{ title: string }>(
      "select title from task where dossier_id = $1 and key = 'checks' and state = 'open'",
      [id],
    );
    expect(task?.title).toBe("Vérifier 5 engagements de Service ancien");
    await db.query(`update tenure set until = null where person_id = $1`, [people.rssi.person.id]);
    for (const key of SERVICE)
      await send(people.rssi, id, "commitment.checked", kept(key, "2026-06-20"), day(93));
    expect(
      await db.query("select 1 from task where dossier_id = $1 and key = 'checks' and state = 'open'", [id]),
    ).toEqual([]);
  });

  test("leaving is previewed with its consequences and takes effect by the clock", async () => {
    const { id } = await joined("Service qui part");
    const body = { type: "leaving.decided", ...left({ effectOn: "2026-09-01" }) };
    const { state, recipients } = await previewEvent(db, people.president, id, body, NIGHT);
    const names = recipients.filter(({ address }) => address).map(({ name }) => name);
    // The desk once, and the other parties.
    expect([state, names.filter((name) => name === "Camille rssi region-paca").length]).toEqual([
      "leaving",
      1,
    ]);
    expect(names.length).toBeGreaterThan(1);
    expect((await row(id))?.state).toBe("member");
    const back = { authority: left().authority, reason: "Le membre reste." };
    await send(people.president, id, "leaving.decided", left({ effectOn: "2026-09-01" }));
    await send(people.president, id, "leaving.revoked", back);
    const [told] = await db.query<{ n: number }>(
      "select count(*)::int n from delivery d join notice n on n.id = d.notice_id where d.dossier_id = $1 and n.key like 'revoked-%'",
      [id],
    );
    expect([(await row(id))?.state, told?.n]).toEqual(["member", names.length]);
    await ringDue(db, new Date("2026-08-31T22:00:00Z"), undefined, id);
    expect((await row(id))?.state).toBe("member");
    await send(people.president, id, "leaving.decided", left({ effectOn: "2026-09-01" }));
    await ringDue(db, new Date("2026-08-31T21:59:00Z"), undefined, id);
    expect((await row(id))?.state).toBe("leaving");
    await ringDue(db, new Date("2026-08-31T22:00:00Z"), undefined, id);
    expect((await row(id))?.state).toBe("left");
    await expect(send(people.president, id, "leaving.revoked", back)).rejects.toThrow("ne se révoque plus");
    // Once out, it may apply again.
    await applyMember(db, people.rssi, given("Service qui part"), NIGHT);
  });

  test("the agreement: its text, what each role takes on, its members since when; no more to who may read no dossier", async () => {
    await joined("Service de l’accord");
    const page = (as: Caller) => federationAgreement(db, as, "atrium", NIGHT);
    const seen = (await page(people.rssi)) as FederationAgreement;
    expect(seen.federation).toMatchObject({ rule: "ATR-8", article: "8" });
    expect(seen.commitments.map(({ role, compulsory, list }) => [role, compulsory, list.length])).toEqual([
      ["identity", false, 9],
      ["service", true, 5],
    ]);
    expect(seen.members.find(({ name }) => name === "Service de l’accord")).toMatchObject({
      ...{
        ref: expect.stringMatching(/^FED-/),
        roles: ["service"],
        state: "member",
        from: NIGHT.toISOString(),
      },
    });
    const lycee = { key: "0060001A", uai: "0060001A", kind: "etablissement", schoolType: "lycee" };
    await withOrganisations(db, [{ ...lycee, academie: "Nice", departement: "06" }]);
    await rebuildCoverage(db);
    const head = await withPerson(db, {
      function: "chefEtablissement",
      at: "0060001A",
      email: "chef@x.example.invalid",
    });
    const less = (await page(head)) as FederationAgreement;
    expect(less.members.length).toBe(seen.members.length);
    expect(JSON.stringify(less.members)).not.toMatch(/FED-|link|proof|contact/);
    expect(await page(people.outsider)).toBeNull();
    const sheet = await agreementPdf(seen, NIGHT);
    expect(textOf(sheet)).toMatch(/annexe 2[\s\S]*Service de l.accord/);
  });

  test("a decision is taken in a meeting that was held in this dispositif, or the words say where", async () => {
    const { id, ref } = await joined("Service en séance");
    let made = 900;
    const meeting = (dispositif: string, state: string) =>
      db
        .query<{ id: string; ref: string }>(
          `insert into dossier (id, ref, kind, machine, machine_version, state, context, revision, head, dispositif_id, convention_id,
             organisation_id, title, columns, opened_at, changed_at)
           select gen_random_uuid(), $3, 'meeting', 'meeting', 1, $2,
                  '{"instance":{"name":"Comité de pilotage"},"at":"2026-03-01T09:00:00.000Z"}'::jsonb, 1, '', s.id, c.id,
                  (select id from organisation where key = 'region-paca'), 'Séance', '{}'::jsonb, now(), now()
             from dispositif s join convention c on c.dispositif_id = s.id where s.key = $1 limit 1 returning id, ref`,
          [dispositif, state, `SEA-2026-${++made}`],
        )
        .then(([one]) => one as { id: string; ref: string });
    const [held, planned, elsewhere] = [
      await meeting("atrium", "sent"),
      await meeting("atrium", "planned"),
      await meeting("mbn", "sent"),
    ];
    const leave = (sitting: string) =>
      send(people.president, id, "leaving.decided", left({ effectOn: "2026-09-01", sitting }));
    for (const other of [planned, elsewhere, { id: "00000000-0000-4000-8000-000000000001" }])
      await expect(leave(other.id)).rejects.toThrow("Cette séance n’est pas de ce dispositif");
    await leave(held.id);
    const page = await memberPage(db, people.president, ref, NIGHT);
    expect(page?.meetings.map((one) => one.ref)).toEqual([held.ref]);
    expect(page?.decisions.at(-1)).toMatchObject({
      meeting: "Comité de pilotage, 01/03/2026",
      sitting: { dossier: held.id, ref: held.ref },
    });
  });

  if (kind === "embedded") return;

  test("the pages: list, filters, member, a decision twice pressed, its PDF, exports", async () => {
    const { ref, id } = await applyMember(
      db,
      people.rssi,
      given("ÉduConnect", { roles: ["identity"] }),
      NIGHT,
    );
    await send(people.rssi, id, "commitments.taken", { keys: ["identity.securite"] });
    const seen = await visit.get(list, people.rssi, "/homologation/federation?role=identity");
    expect(seen).toMatchObject({ federated: true, may: true, rows: [{ ref, state: "candidate" }] });
    expect((await visit.get(list, people.outsider, "/homologation/federation")).rows).toEqual([]);
    expect(await visit.get(list, people.outsider, "/homologation/federation")).toMatchObject({
      federated: false,
      may: false,
    });
    expect(await statusOf(visit.get(apply, people.outsider, "/homologation/federation/nouveau"))).toBe(404);
    expect(await statusOf(visit.get(page, people.outsider, `/homologation/federation/${ref}`, { ref }))).toBe(
      404,
    );

    const params = { ref, type: "decider" };
    const fields = {
      decision: "admitted",
      authorityName: "Camille",
      authorityFunction: "Présidente",
      reason: "Au vu de l’accord.",
    };
    const path = `/homologation/federation/${ref}/agir/decider`;
    expect(await statusOf(visit.post(act, people.rssi, path, fields, params))).toBe(409);
    const preview = await visit.post(act, people.president, path, { ...fields, intent: "preview" }, params);
    expect(preview).toMatchObject({
      data: { step: "preview", lines: expect.arrayContaining(["Une personne est prévenue par courriel."]) },
    });
    const wrong = await visit.post(
      act,
      people.president,
      path,
      { ...fields, reason: "", intent: "preview" },
      params,
    );
    expect(wrong).toMatchObject({ data: { errors: [{ path: "reason", message: "la raison manque" }] } });
    for (let press = 0; press < 2; press += 1)
      await visit
        .post(act, people.president, path, { ...fields, intent: "confirm", idempotency: "une-fois" }, params)
        .catch(() => null);
    const member = await visit.get(page, people.president, `/homologation/federation/${ref}`, { ref });
    expect(member).toMatchObject({
      state: "member",
      decisions: [{ kind: "admitted", authority: { name: "Camille" } }],
    });
    expect(member.decisions).toHaveLength(1);
    const whole = await memberPage(db, people.rssi, ref, NIGHT);
    const pdf = whole && (await memberDecisionPdf(whole, 0, NIGHT));
    expect(pdf?.subarray(0, 5).toString()).toBe("%PDF-");
    const asked = { ref, file: "1.pdf" };
    expect(
      ((await visit.get(decision, people.auditor, `/x`, asked)) as unknown as Response).headers.get(
        "content-type",
      ),
    ).toBe("application/pdf");
    expect(await statusOf(visit.get(decision, people.rssi, `/x`, { ref, file: "2.pdf" }))).toBe(404);

    const text = await (
      (await visit.get(csv, people.auditor, "/x?role=identity")) as unknown as Response
    ).text();
    expect(text.trim().split("\n")).toHaveLength(2);
    expect(text).toContain("ÉduConnect");
    const sheet = await ((await visit.get(ods, people.auditor, "/x")) as unknown as Response).arrayBuffer();
    expect(Buffer.from(sheet).subarray(0, 2).toString()).toBe("PK");
    const late = await membersPage(
      db,
      reachOf(people.auditor.tenures, "dossier.read"),
      { late: "oui" },
      day(200),
      null,
    );
    expect(late.rows.map(({ title }) => title)).toContain("ÉduConnect");
  });

  test("the form of a candidate keeps what was typed and says what is missing, field by field", async () => {
    const path = "/homologation/federation/nouveau";
    const answer = await visit.post(applying, people.rssi, path, {
      dispositif: "atrium",
      name: "Nouveau",
      until: "31/02/2027",
    });
    const { errors, values } = (answer as unknown as { data: { errors: { path: string }[]; values: object } })
      .data;
    expect(errors.map((one) => one.path)).toEqual(
      expect.arrayContaining(["contact", "roles", "perimeter", "attributes", "standards", "until"]),
    );
    expect(values).toMatchObject({ name: "Nouveau" });
  });

  test("who may keep the register and who may decide: every role of the table", async () => {
    const { id } = await applyMember(db, people.rssi, given("Pour la table"), NIGHT);
    for (const role of roles as readonly Role[]) {
      const who = await withPerson(db, {
        function: role,
        at: "region-paca",
        email: `t-${role}@x.example.invalid`.toLowerCase(),
      });
      for (const [right, type, data] of [
        ["federation.manage", "commitments.taken", { keys: SERVICE }],
        ["federation.decide", "admission.decided", admitted()],
      ] as const) {
        const error = await previewEvent(db, who, id, { type, ...data }, NIGHT).then(
          () => null,
          (thrown: unknown) => thrown,
        );
        if (permissions[role][right]) expect(error, `${role} ${right}`).not.toBeInstanceOf(Forbidden);
        else expect(error, `${role} ${right}`).toMatchObject(new Forbidden(right));
      }
    }
    for (const role of roles as readonly Role[])
      if (permissions[role]["federation.decide"])
        expect(permissions[role]["federation.manage"]).toBeUndefined();
  });
});
