import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { verify } from "#app/engine/journal/verify.ts";
import { declareIncident, previewDeclaration } from "#app/incident/commands/declare-incident.ts";
import type { Database } from "#app/platform/database/database.ts";
import { freshDatabase } from "../support/databases.ts";
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
    filed = await request.file("Labo virtuel", { by: people.regionRssi, at: "0511235B" });
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
});
