import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { verify } from "#app/engine/journal/verify.ts";
import { declareIncident, previewDeclaration } from "#app/incident/commands/declare-incident.ts";
import type { Database } from "#app/platform/database/database.ts";
import { runChecks } from "#app/whitelist/checks/run-checks.ts";
import { crisisForms } from "../pages/crisis/forms.ts";
import { browser } from "../pages/incident/harness.ts";
import { freshDatabase } from "../support/databases.ts";
import { activeCrisis } from "../support/grand-est.ts";
import { NIGHT } from "../support/world.ts";
import { wholeDraft } from "./cast.ts";
import { asking, type People, whitelistWorld } from "./real.ts";

describe.each(["postgres", "embedded"] as const)("an incident that names an application (%s)", (kind) => {
  let db: Database;
  let people: People;
  let request: ReturnType<typeof asking>;
  let first: { id: string; ref: string };
  let second: { id: string; ref: string };
  let filed: { id: string; ref: string };
  beforeAll(async () => {
    db = await freshDatabase(kind);
    people = await whitelistWorld(db);
    request = asking(db, people);
    first = await request.toActive("Labo virtuel");
    second = await request.toActive("Autre outil", { key: "autre-outil", host: "autre.exemple.fr" });
    filed = await request.file("Labo virtuel", {
      host: "labo2.exemple.fr",
      by: people.regionRssi,
      at: "0511235B",
    });
  });
  afterAll(() => db.close());

  const state = async (id: string) => {
    const [row] = await db.query<{ state: string; compromised: string; seq: number }>(
      "select state, columns->>'compromised' compromised, revision seq from dossier where id = $1",
      [id],
    );
    return row;
  };
  const leak = (more: Record<string, unknown> = {}) => ({
    dispositif: "mbn",
    organisation: "academie-reims",
    title: "Fuite chez l’éditeur du labo",
    description: "Des identifiants d’élèves circulent.",
    category: "data-leak",
    certainty: "proven",
    noticedAt: request.now().toISOString(),
    compromises: ["sso-application:labo-virtuel"],
    ...more,
  });

  test("says before it is declared which link it closes, and whom that alerts; nothing is done", async () => {
    const foreseen = await previewDeclaration(db, people.rssi, leak(), request.now());
    expect(foreseen.told.map(({ row, stepped }) => [row.ref, row.state, stepped.state])).toEqual([
      [first.ref, "active", "suspended"],
      [filed.ref, "filed", "filed"],
    ]);
    expect(foreseen.alsoAlerted.some((one) => one.function === "exploitant")).toBe(true);
    expect((await state(first.id))?.state).toBe("active");
  });

  test("an exercise suspends nothing", async () => {
    await declareIncident(db, people.rssi, leak({ exercise: true }), request.now());
    expect((await state(first.id))?.state).toBe("active");
  });

  test("suspends it with the declaration itself, tells the provider, and keeps the fact on a request under way", async () => {
    const incident = await declareIncident(db, people.rssi, leak(), request.now());
    expect(await state(first.id)).toMatchObject({ state: "suspended", compromised: "true" });
    expect(await state(second.id)).toMatchObject({ state: "active" });
    expect(await state(filed.id)).toMatchObject({ state: "filed", compromised: "true" });
    const told = await db.query<{ function: string; organisation: string }>(
      `select d.function, o.key organisation from delivery d join notice n on n.id = d.notice_id join organisation o on o.id = d.organisation_id
        where d.dossier_id = $1 and n.key like 'suspended-%' order by 1`,
      [first.id],
    );
    expect(told).toContainEqual({ function: "exploitant", organisation: "prestataire-mbn" });
    expect(told).toContainEqual({ function: "chefEtablissement", organisation: "0511234A" });
    const tasks = await db.query<{ key: string }>(
      "select key from task where dossier_id = $1 and state = 'open' order by key",
      [first.id],
    );
    expect(tasks.map(({ key }) => key)).toEqual(["close-link", "return"]);
    // Closed: the fact is lifted, the link stays closed until somebody decides.
    await sendEvent(
      db,
      people.rssi,
      incident.id,
      {
        type: "incident.qualified",
        field: "partage",
        severity: "major",
        certainty: "proven",
        category: "data-leak",
        personalData: true,
        perimeter: "dispositif",
        compromises: ["messaging"],
      },
      request.now(),
    );
    expect(await state(first.id)).toMatchObject({ state: "suspended", compromised: "false" });
    expect(await state(filed.id)).toMatchObject({ compromised: "false" });
  });

  test("whichever of two incidents at once comes first, it is suspended once and both are kept", async () => {
    await request.act(people.rssi, first.id, "request.reinstated", {
      sitting: { instance: "comite-suivi-securite" },
      reasons: "Corrigée.",
    });
    await Promise.all([
      declareIncident(db, people.rssi, leak({ title: "Un" }), request.now()),
      declareIncident(
        db,
        people.rssiNancy,
        leak({ title: "Deux", organisation: "academie-nancy-metz" }),
        request.now(),
      ),
    ]);
    const [row] = await db.query<{ compromises: { title: string }[]; decisions: { what: string }[] }>(
      "select context->'compromises' compromises, context->'decisions' decisions from dossier where id = $1",
      [first.id],
    );
    expect(row?.compromises.map(({ title }) => title).sort()).toEqual(["Deux", "Un"]);
    expect(row?.decisions.filter(({ what }) => what === "suspended")).toHaveLength(2);
    expect((await verify(db)).bad).toBeFalsy();
  });

  test("a crisis suspends what one of its seats names, at once, and its exit reopens nothing", async () => {
    await request.act(people.rssi, first.id, "request.reinstated", {
      sitting: { instance: "comite-suivi-securite" },
      reasons: "Corrigée de nouveau.",
    });
    const { id, ref, act } = await activeCrisis(db, people);
    const named = { what: "sso-application:labo-virtuel", reason: "L’éditeur annonce une intrusion." };
    await expect(act(people.dpd, "compromise.declared", named)).rejects.toMatchObject({
      refusal: { rule: "MBN-6.2" },
    });
    expect((await state(first.id))?.state).toBe("active");
    await act(people.rssi, "compromise.declared", named);
    const [row] = await db.query<{ state: string; decision: { because: { ref: string }; reasons: string } }>(
      "select state, context->'decisions'->-1 decision from dossier where id = $1",
      [first.id],
    );
    expect(row).toMatchObject({
      state: "suspended",
      decision: { because: { ref }, reasons: "L’éditeur annonce une intrusion." },
    });
    expect(await state(filed.id)).toMatchObject({ state: "filed", compromised: "true" });
    // Two people guard the messaging, which stays as it was.
    const [crisis] = await db.query<{ compromised: string }>(
      "select columns->>'compromised' compromised from dossier where id = $1",
      [id],
    );
    expect(crisis?.compromised).toBe("false");
    await expect(act(people.direction, "compromise.declared", named)).rejects.toMatchObject({
      refusal: { instead: ["compromise.withdrawn"] },
    });
    await act(people.direction, "compromise.withdrawn", { what: named.what, reason: "Faille corrigée." });
    const [after] = await db.query<{ crises: string[] }>(
      "select jsonb_path_query_array(context, '$.compromises[*].ref') crises from dossier where id = $1",
      [first.id],
    );
    expect(after?.crises).not.toContain(ref);
    expect((await state(first.id))?.state).toBe("suspended");
  });

  test("the form of the crisis takes a name or a key, and says first which link it suspends", async () => {
    await request.act(people.rssi, first.id, "request.reinstated", {
      sitting: { instance: "comite-suivi-securite" },
      reasons: "Corrigée encore.",
    });
    const crisis = await activeCrisis(db, people);
    const clock = { at: new Date(NIGHT.getTime() + 3_600_000) };
    const { press, open } = crisisForms(browser(db, clock), crisis.ref);
    const typed = { what: "application", reason: "Elle redemande le mot de passe." };
    const nowhere = await press(
      people.rssi,
      "declarer-compromission",
      { ...typed, application: "Inconnue" },
      "preview",
    );
    expect([nowhere.status, nowhere.answer.errors[0]?.path]).toEqual([422, "application"]);
    const { answer } = await press(
      people.rssi,
      "declarer-compromission",
      { ...typed, application: "labo VIRTUEL" },
      "preview",
    );
    const lines = answer.foreseen?.lines.map(({ text }) => text).join("\n") ?? "";
    expect(lines).toContain(`« Labo virtuel » (${first.ref}) devient aussitôt « suspendue »`);
    expect(lines).not.toContain("seconde personne");
    expect((await state(first.id))?.state).toBe("active");
    await press(people.rssi, "declarer-compromission", answer.values, "confirm");
    expect((await state(first.id))?.state).toBe("suspended");
    const start = await open(people.direction, "retirer-compromission");
    expect(JSON.stringify(start.fields)).toContain("L’application « labo-virtuel »");
  });

  test("an application asked for after the incident learns of it from the checks, and its link does not open", async () => {
    const late = await request.toCommittee("Autre outil", { key: "autre-outil", host: "autre2.exemple.fr" });
    const { ref } = await declareIncident(
      db,
      people.rssi,
      leak({ title: "Trois", compromises: ["sso-application:outil-tardif"] }),
      request.now(),
    );
    const tardy = await request.draft("Outil tardif");
    for (const [section, values] of Object.entries(
      wholeDraft("outil-tardif", "Outil tardif", "tardif.exemple.fr"),
    ))
      await request.act(people.head, tardy.id, "form.saved", { section, values });
    await request.act(people.head, tardy.id, "request.filed");
    await runChecks(db, request.now, { resolve: async () => [] });
    const [row] = await db.query<{ crises: { ref: string }[] }>(
      "select context->'compromises' crises from dossier where id = $1",
      [tardy.id],
    );
    expect(row?.crises.map((one) => one.ref)).toEqual([ref]);
    expect(await state(late.id)).toMatchObject({ compromised: "false" });
  });
});
