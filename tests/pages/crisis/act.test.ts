import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ActAnswer } from "#app/crisis/queries/act-page-send.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { action, loader } from "#app/routes/crises.$ref.agir.$type.tsx";
import { freshDatabase } from "../../support/databases.ts";
import { activeCrisis, type GrandEst, smallGrandEst } from "../../support/grand-est.ts";
import { NIGHT } from "../../support/world.ts";
import { answerOf, browser } from "../incident/harness.ts";
import { crisisForms } from "./forms.ts";

describe("acting on a crisis by its forms", () => {
  let db: Database;
  let people: GrandEst;
  let web: ReturnType<typeof browser>;
  let crisis: Awaited<ReturnType<typeof activeCrisis>>;
  const clock = { at: NIGHT };
  beforeAll(async () => {
    db = await freshDatabase();
    people = await smallGrandEst(db);
    web = browser(db, clock);
  });
  beforeEach(async () => {
    clock.at = new Date(NIGHT.getTime() + 3_600_000);
    crisis = await activeCrisis(db, people);
  });
  // Two crises at once would answer together for the lock.
  afterEach(async () => {
    const criteria = ["plus-de-menace", "comptes-assainis", "levee-du-doute", "familles-informees"];
    await crisis.act(people.direction, "crisis.exited", { criteria });
  });
  afterAll(() => db.close());
  const form = (as: Caller, slug: string, search = "") => crisisForms(web, crisis.ref).open(as, slug, search);
  const press = (as: Caller, slug: string, fields: Record<string, string | string[]>, intent = "preview") =>
    crisisForms(web, crisis.ref).press(as, slug, fields, intent);
  const texts = (answer: ActAnswer) => answer.foreseen?.lines.map((one) => one.text).join("\n") ?? "";

  test("two people: the first closes nothing, the second sees what closes before confirming", async () => {
    const first = await press(people.rssi, "declarer-compromission", {
      what: "messaging",
      reason: "Des comptes volés écrivent encore.",
    });
    expect(texts(first.answer)).toContain("Une seconde personne");
    expect(first.answer.recap?.map(({ value }) => value)).toEqual([
      "La messagerie de l’ENT",
      "Des comptes volés écrivent encore.",
    ]);
    expect(texts(first.answer)).not.toContain("se ferme");
    const done = await press(people.rssi, "declarer-compromission", first.answer.values, "confirm");
    expect(done.to).toBe(`/crises/${crisis.ref}`);

    const own = await press(people.rssi, "confirmer-compromission", { what: "messaging" });
    expect(own.status).toBe(422);
    expect(own.answer.refused).toMatchObject({ reason: { rule: "MBN-5.2-K", article: "Article 5.2" } });

    const start = await form(people.direction, "confirmer-compromission");
    expect(start.values.what).toBe("messaging");
    const second = await press(people.direction, "confirmer-compromission", start.values);
    expect(texts(second.answer)).toContain("La messagerie de l’ENT se ferme aux familles");
    expect(texts(second.answer)).toContain("Plus aucun canal vers la communauté n’est ouvert.");
    expect(texts(second.answer)).toContain("pourra ouvrir un par un");
    const closing = second.answer.foreseen?.lines.find(({ text }) => text.includes("se ferme"));
    expect(closing?.reason).toMatchObject({ rule: "MBN-5.2-K", article: "Article 5.2" });
  });

  test("a template's variables are asked for, filled in everywhere, and checked before anything leaves", async () => {
    const start = await form(people.direction, "message", "?modele=information-familles");
    const asked = start.fields.flatMap((one) =>
      one.as === "text" && one.name.startsWith("var-") ? [one.name] : [],
    );
    expect(asked.length).toBeGreaterThan(0);
    const empty = await press(people.direction, "message", { ...start.values, justification: "Il le faut." });
    expect(empty.status).toBe(422);
    expect(empty.answer.errors.map((one) => one.path)).toContain("var-assistance");
    expect(empty.answer.values.justification).toBe("Il le faut.");

    const filled = Object.fromEntries(asked.map((name) => [name, start.values[name] || `« ${name} »`]));
    const message = {
      ...start.values,
      ...filled,
      channel: "ent-messaging",
      justification: "Il le faut.",
    };
    const { answer } = await press(people.direction, "message", message);
    expect(answer.step).toBe("preview");
    expect(answer.text?.body).not.toContain("{{");
    expect(texts(answer)).toMatch(/Familles de 4 établissements/);
    expect(texts(answer)).toMatch(/Approuve : Région, jusqu’au .* Le silence n’approuve pas/);
  });

  test("a message on a shut channel is refused with the case, the article and what is open; the text stays", async () => {
    const message = {
      key: "6f9a7a60-4d5c-4a63-9f0e-0f4b7a3f2a11",
      channel: "mail",
      profiles: ["families"],
      subject: "Messages de menace",
      body: "Ne répondez pas.",
      justification: "Les familles doivent savoir.",
    };
    const { status, answer } = await press(people.direction, "message", message);
    expect(status).toBe(422);
    expect(answer.refused?.because).toContain(crisis.ref);
    expect(answer.refused?.because).toContain("messagerie de l’ENT");
    expect(answer.refused?.reason).toMatchObject({ rule: "MBN-5.2-K" });
    expect(answer.values.body).toBe("Ne répondez pas.");
  });

  test("whoever approves may adapt; the button says how many messages leave; the same press twice sends once", async () => {
    const key = "7f9a7a60-4d5c-4a63-9f0e-0f4b7a3f2a12";
    await crisis.act(people.direction, "message.proposed", {
      key,
      channel: "ent-messaging",
      profiles: ["families", "staff"],
      subject: "Messages de menace",
      body: "Ne répondez pas.",
      justification: "Les familles doivent savoir.",
    });
    const start = await form(people.region, "approuver-message");
    expect(start.values).toMatchObject({ key, body: "Ne répondez pas." });
    const adapted = { ...start.values, body: "Ne répondez pas et signalez-le." };
    const shown = await press(people.region, "approuver-message", adapted);
    expect(shown.answer.foreseen?.sent).toBe(8);
    for (let again = 0; again < 2; again += 1) {
      const { to } = await press(people.region, "approuver-message", shown.answer.values, "confirm");
      expect(to).toBe(`/crises/${crisis.ref}`);
    }
    const [row] = await db.query<{ n: number; body: string }>(
      `select count(*)::int n, max(n.facts->>'body') body from delivery l join notice n on n.id = l.notice_id
        where l.dossier_id = $1 and l.audience = 'community'`,
      [key],
    );
    expect(row).toEqual({ n: 8, body: "Ne répondez pas et signalez-le." });
  });

  test("exit criteria are ticked one by one: none beforehand, one missing is told", async () => {
    const start = await form(people.direction, "sortir");
    const [ticks] = start.fields;
    if (ticks?.as !== "ticks") throw new Error("no criteria");
    expect(start.values.criteria).toBeUndefined();
    expect(ticks.choices.length).toBeGreaterThan(1);
    expect((await press(people.direction, "sortir", {})).answer.errors[0]?.path).toBe("criteria");
    const one = await press(people.direction, "sortir", { criteria: ticks.choices[0]?.value ?? "" });
    expect(one.answer.refused?.reason).toMatchObject({ rule: "MBN-6.2" });
    const all = await press(people.direction, "sortir", {
      criteria: ticks.choices.map(({ value }) => value),
    });
    expect(texts(all.answer)).toMatch(/S’ouvrent aux familles.* : .*SMS/);
    expect(texts(all.answer)).toMatch(/L’horloge « RETEX » démarre/);
    expect(all.answer.foreseen?.told).toBeGreaterThan(3);
  });

  test("a role goes to someone of the dispositif, proposed by the seat or found by a search", async () => {
    const start = await form(people.direction, "donner-un-role", "?role=dpd");
    const cards = start.fields.find((one) => one.as === "cards" && one.name === "person");
    expect(cards?.as === "cards" && cards.choices.map(({ label }) => label)).toContain("Camille DPD Reims");
    const found = await press(people.direction, "donner-un-role", {
      ...start.values,
      search: "dane reims",
      role: "communication",
    });
    expect(texts(found.answer)).toContain("1 personne est appelée dans la cellule");
    expect((await press(people.direction, "donner-un-role", found.answer.values, "confirm")).to).toBe(
      `/crises/${crisis.ref}`,
    );
    const nobody = await press(people.direction, "donner-un-role", { role: "dpd", search: "zzz" });
    expect(nobody.answer.errors[0]).toMatchObject({ path: "search" });
    const several = await press(people.direction, "donner-un-role", { role: "rssi", search: "rssi" });
    expect(several.answer.errors[0]).toMatchObject({ path: "person" });
    const after = await form(people.direction, "relever", "?role=communication");
    expect(after.values.seat).toMatch(/^communication:/);
  });

  test("someone acted meanwhile: 409, what they did is told, what was typed stays", async () => {
    const start = await form(people.direction, "cellule-strategique");
    await crisis.act(people.rssi, "step.taken", { step: "alerter-parties" });
    const late = await press(people.direction, "cellule-strategique", {
      ...start.values,
      reason: "Il le faut.",
    });
    expect(late.status).toBe(409);
    expect(late.answer.conflict?.count).toBe(1);
    expect(late.answer.conflict?.lines?.[0]?.text).toContain("RSSI Reims");
    expect(late.answer.values.reason).toBe("Il le faut.");
    const again = await press(people.direction, "cellule-strategique", late.answer.values);
    expect(again.answer.foreseen?.called).toBeGreaterThan(0);
  });

  test("a line typed by a colleague meanwhile holds nobody up", async () => {
    const start = await form(people.direction, "cellule-strategique");
    const line = (content: string) => crisis.act(people.rssi, "log.entered", { kind: "fait", content });
    await line("Reims est touchée.");
    const seen = await press(people.direction, "cellule-strategique", {
      ...start.values,
      reason: "Il faut.",
    });
    expect(seen.status).toBe(200);
    await line("Nancy aussi.");
    const done = await press(people.direction, "cellule-strategique", seen.answer.values, "confirm");
    expect(done.to).toBe(`/crises/${crisis.ref}`);
  });

  test("what has no place now, or is not theirs, is said before anything is typed", async () => {
    const early = await form(people.direction, "clore");
    expect(early.refused?.because).toContain("Active");
    const nothing = await form(people.direction, "confirmer-retablissement");
    expect(nothing.refused?.because).toContain("Personne n’a déclaré");
    const other = await form(people.head, "sortir");
    expect(other.refused?.because).toContain("Vos fonctions");
    const unknown = await answerOf(web.get(loader, people.direction, `/crises/${crisis.ref}/agir/rien`));
    expect(unknown.status).toBe(404);
    const unseen = await answerOf(web.get(loader, people.direction, "/crises/CRI-1999-001/agir/clore"));
    expect(unseen.status).toBe(404);
    expect(action).toBeTypeOf("function");
  });
});
