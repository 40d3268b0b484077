import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { loader as board } from "#app/routes/liste-blanche._index.tsx";
import { loader as dossier } from "#app/routes/liste-blanche.$ref._index.tsx";
import { action as act, loader as startAct } from "#app/routes/liste-blanche.$ref.agir.$type.tsx";
import { action as save, loader as step } from "#app/routes/liste-blanche.$ref.formulaire.$etape.tsx";
import { action as ask } from "#app/routes/liste-blanche.demander.tsx";
import { loader as opinions } from "#app/routes/liste-blanche.instruction.tsx";
import { loader as links } from "#app/routes/liste-blanche.integration.tsx";
import { runChecks } from "#app/whitelist/checks/run-checks.ts";
import { answerOf, browser } from "../pages/incident/harness.ts";
import { freshDatabase } from "../support/databases.ts";
import { later } from "../support/world.ts";
import { wholeDraft } from "./cast.ts";
import { MORNING, type People, whitelistWorld } from "./real.ts";

describe.each(["postgres", "embedded"] as const)("the pages of the whitelist (%s)", (kind) => {
  let db: Database;
  let people: People;
  let web: ReturnType<typeof browser>;
  const clock = { at: MORNING };
  let ref = "";
  beforeAll(async () => {
    db = await freshDatabase(kind);
    people = await whitelistWorld(db);
    web = browser(db, clock);
  });
  afterAll(() => db.close());

  const see = async (
    loader: unknown,
    as: Caller,
    path: string,
    // biome-ignore lint/suspicious/noExplicitAny: what pages are given, read field by field
  ): Promise<any> => (await answerOf(web.get(loader as never, as, path))).data;
  const post = async (action: unknown, as: Caller, path: string, fields: Record<string, string>) => {
    clock.at = later(clock.at, 1);
    return answerOf(web.post(action as never, as, path, fields));
  };
  const does = (as: Caller, type: string, fields: Record<string, string> = {}) =>
    post(act, as, `/liste-blanche/${ref}/agir/${type}`, {
      intent: "confirm",
      idempotency: randomUUID(),
      ...fields,
    });
  const state = async () => (await see(dossier, people.rssi, `/liste-blanche/${ref}`)).page.state;

  test("a head of school sees no board, and starts a request", async () => {
    expect(await see(board, people.head, "/liste-blanche")).toMatchObject({
      mine: [],
      columns: [],
      can: { ask: true },
    });
    const answer = await post(ask, people.head, "/liste-blanche/demander", {
      place: "mbn 0511234A",
      name: "Labo virtuel",
      idempotency: randomUUID(),
    });
    expect(answer.status).toBe(302);
    ref = (await see(board, people.head, "/liste-blanche")).mine[0].ref;
  });

  test("fills the form step by step, leaves it half typed, and takes it up again", async () => {
    const half = { name: "Labo virtuel", key: "labo-virtuel", objective: "Expériences", intent: "leave" };
    await post(save, people.head, `/liste-blanche/${ref}/formulaire/application`, half);
    const again = await see(step, people.head, `/liste-blanche/${ref}/formulaire/application`);
    expect(again.values.objective).toBe("Expériences");
    expect(again.errors.map((one: { path: string }) => one.path)).toContain("publisher");
    const refused = await does(people.head, "deposer");
    expect(refused).toMatchObject({ status: 422, data: { refused: { reason: { rule: "MBN-6.1" } } } });
    for (const [etape, values] of Object.entries(wholeDraft()))
      await post(save, people.head, `/liste-blanche/${ref}/formulaire/${etape}`, {
        ...values,
        intent: "next",
      });
    expect((await does(people.head, "deposer")).status).toBe(302);
    expect(await state()).toBe("filed");
  });

  test("the console checks it by itself; the board shows it, its panel opens, filters hold", async () => {
    await runChecks(db, () => clock.at, { resolve: async () => [] });
    const shown = await see(board, people.dane, `/liste-blanche?dossier=${ref}&q=labo&purpose=pedagogical`);
    expect(shown.columns.find((one: { state: string }) => one.state === "filed")).toMatchObject({
      count: "1",
      cards: [{ ref, name: "Labo virtuel", opinions: 0 }],
    });
    expect(shown.panel.checks.list.map((one: { key: string }) => one.key)).toContain("certificate");
    expect(
      (await see(board, people.dane, "/liste-blanche?q=introuvable")).columns.every(
        (one: { cards: unknown[] }) => one.cards.length === 0,
      ),
    ).toBe(true);
  });

  test("three named instructors, each with their own page, and nobody else's opinion", async () => {
    expect((await does(people.dane, "recevable")).status).toBe(302);
    const { start } = await see(startAct, people.dane, `/liste-blanche/${ref}/agir/nommer`);
    const choose = (domain: string, who: Caller) =>
      start.fields
        .find((one: { name: string }) => one.name === domain)
        .choices.find((one: { label: string }) => one.label.includes(who.person.name)).value;
    const chosen = {
      security: choose("security", people.rssi),
      dataProtection: choose("dataProtection", people.dpd),
      pedagogy: choose("pedagogy", people.ien),
    };
    const preview = await post(act, people.dane, `/liste-blanche/${ref}/agir/nommer`, {
      intent: "preview",
      ...chosen,
    });
    expect(preview.status, JSON.stringify(preview)).toBe(200);
    expect(JSON.stringify(preview.data)).toContain("3 personnes sont prévenues");
    expect((await does(people.dane, "nommer", chosen)).status).toBe(302);
    expect((await see(opinions, people.dpd, "/liste-blanche/instruction")).waiting).toMatchObject([{ ref }]);
    const wrong = await does(people.dpd, "avis", {
      domain: "security",
      opinion: "favourable",
      text: "Bien.",
    });
    expect(wrong.data).toMatchObject({ refused: { because: expect.stringContaining("RSSI Reims") } });
    for (const [domain, who] of [
      ["security", people.rssi],
      ["dataProtection", people.dpd],
      ["pedagogy", people.ien],
    ] as const)
      expect(
        (
          await does(who, "avis", {
            domain,
            opinion: "favourable",
            text: "Bien.",
            conditions: domain === "security" ? "Audit ; L’éditeur ; 2026-12-01" : "",
          })
        ).status,
      ).toBe(302);
    expect(await state()).toBe("committee");
  });

  test("the decision takes up the conditions asked for; the provider opens the link with proof", async () => {
    const { start } = await see(startAct, people.rssi, `/liste-blanche/${ref}/agir/decider`);
    expect(start.values.conditions).toContain("Audit ; L’éditeur ; 2026-12-01");
    const decided = {
      outcome: "approved-with-conditions",
      instance: "comite-suivi-securite",
      reasons: "Trois avis.",
      conditions: start.values.conditions,
    };
    expect((await does(people.rssi, "decider", { ...decided, conditions: "Audit" })).status).toBe(422);
    expect((await does(people.rssi, "decider", decided)).status).toBe(302);
    expect((await see(links, people.exploitant, "/liste-blanche/integration")).waiting).toMatchObject([
      { ref, state: "approved" },
    ]);
    expect((await see(dossier, people.exploitant, `/liste-blanche/${ref}`)).page.ticket).toContain(
      "https://labo.exemple.fr/cas",
    );
    for (const type of ["integre", "teste", "active"])
      expect((await does(people.exploitant, type, { proof: "Ticket" })).status).toBe(302);
    expect(await state()).toBe("active");
    expect((await see(links, people.exploitant, "/liste-blanche/integration")).waiting).toEqual([]);
  });

  test("a stale page is told so, and twice the same press acts once", async () => {
    const note = { intent: "confirm", idempotency: randomUUID(), text: "Une note." };
    const before = (await see(dossier, people.rssi, `/liste-blanche/${ref}`)).page.revision;
    await post(act, people.rssi, `/liste-blanche/${ref}/agir/noter`, note);
    await post(act, people.rssi, `/liste-blanche/${ref}/agir/noter`, note);
    expect((await see(dossier, people.rssi, `/liste-blanche/${ref}`)).page.revision).toBe(before + 1);
    const stale = await does(people.rssi, "suspendre", { reason: "Essai", revision: String(before) });
    expect(stale).toMatchObject({ status: 409, data: { values: { reason: "Essai" } } });
    expect(
      (await answerOf(web.get(dossier as never, people.regionRssi, "/liste-blanche/APP-0000-999"))).status,
    ).toBe(404);
  });
});
