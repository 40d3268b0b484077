import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import type { homePage } from "#app/incident/queries/home.ts";
import type { IncidentPage } from "#app/incident/queries/incident-page.ts";
import { ackPath } from "#app/platform/ack-link.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { loader as homeLoader } from "#app/routes/_index.tsx";
import { loader as link, action as press } from "#app/routes/a.$token.tsx";
import { action, loader } from "#app/routes/incidents.$ref._index.tsx";
import type { Gathered } from "#app/ui/list/gather-waiting.ts";
import { freshDatabase } from "../../support/databases.ts";
import { declaration, smallVersailles } from "../../support/versailles.ts";
import { later, withPerson } from "../../support/world.ts";
import { answerOf, browser, SECRET } from "./harness.ts";

type Home = Omit<Awaited<ReturnType<typeof homePage>>, "waiting"> & { waiting: Gathered };

describe("an incident, from its declaration to its end", () => {
  let db: Database;
  let v: Awaited<ReturnType<typeof smallVersailles>>;
  let web: ReturnType<typeof browser>;
  let other: Caller;
  let ref: string;
  let id: string;
  const clock = { at: new Date(0) };
  beforeAll(async () => {
    db = await freshDatabase();
    v = await smallVersailles(db);
    other = await withPerson(db, { function: "chefEtablissement", at: "0781121V" });
    clock.at = v.now;
    web = browser(db, clock);
    const title = 'Vol de <b>notes</b> <script>alert("x")</script>';
    ({ ref, id } = await declareIncident(db, v.head, declaration({ title }), v.now));
    await web.send();
    clock.at = later(v.now, 5);
  });
  afterAll(() => db.close());
  const see = async (as: Caller | null, search = "") =>
    answerOf(web.get(loader, as, `/incidents/${ref}${search}`));
  const page = async (as: Caller, search = "") =>
    ((await see(as, search)).data as { incident: IncidentPage }).incident;
  const home = async (as: Caller) => (await answerOf(web.get(homeLoader, as, "/"))).data as Home;
  const asked = async (as: Caller) => (await home(as)).waiting.shown;

  test("its declarer sees it, without the journal; by its id too", async () => {
    const mine = await page(v.head);
    expect(mine).toMatchObject({ ref, state: "declared", revision: 2, journal: null });
    expect(mine.main?.type).toBe("incident.completed");
    const byId = await answerOf(web.get(loader, v.head, `/incidents/${id}`));
    expect((byId.data as { incident: IncidentPage }).incident.ref).toBe(ref);
  });

  test("the head of another school gets 404, and whoever is signed out the sign-in page", async () => {
    expect((await see(other)).status).toBe(404);
    expect((await see(null)).to).toBe(`/connexion?suite=%2Fincidents%2F${ref}`);
    expect((await answerOf(web.get(loader, v.head, "/incidents/INC-2026-999"))).status).toBe(404);
  });

  test("the RSSI sees the facts, the people with their rule, the clocks, the journal and what they may do", async () => {
    const seen = await page(v.rssi);
    expect(seen.people).toMatchObject({ total: seen.people.people.length, answered: 0 });
    const ien = seen.people.people.find((one) => one.function === "ien");
    expect(ien).toMatchObject({ state: "sent", answer: null, organisation: "Circonscription de Versailles" });
    expect(seen.people.reasons[ien?.alert ?? ""]).toMatchObject({ rule: "VER-7", article: "Article 7" });
    expect(seen.clocks[0]).toMatchObject({ state: "met", reason: { rule: "VER-7" } });
    expect(Object.keys(seen.remindAt)).toEqual(["alert-1"]);
    expect(seen.journal?.lines.map((one) => one.type)).toEqual(["alerts.sent", "incident.declared"]);
    expect(seen.mine).not.toBeNull();
    expect(seen.main?.type).toBe("incident.qualified");
    expect(seen.facts.field).toMatchObject({ name: "Académie seule", proposed: true });
    const filtered = await page(v.rssi, "?journal=alertes");
    expect(filtered.journal?.lines.map((one) => one.type)).toEqual(["alerts.sent"]);
  });

  test("the mayor may not decide, and reads why, with the article", async () => {
    const { actions } = await page(v.mayor);
    const qualify = actions.find((one) => one.type === "incident.qualified");
    expect(qualify?.refused).toMatchObject({ reason: { rule: "VER-7", article: "Article 7" } });
    expect(qualify?.refused?.because).toMatch(/académie/);
  });

  test("home says what waits for each: the IEN an alert, the RSSI an alert, a gap and a step, the head nothing", async () => {
    const [ien] = await asked(v.ien);
    expect(ien).toMatchObject({ ref, button: "Lire et répondre", dueAt: "2026-03-24T02:25:00Z" });
    // Three things of one incident are one line: the alert first, the gap and the step behind it.
    expect(await asked(v.rssi)).toMatchObject([{ ref, button: "Lire et répondre", more: 2 }]);
    expect(await home(v.head)).toMatchObject({ followed: [{ ref, mine: true }] });
    expect(await home(other)).toMatchObject({ waiting: { shown: [], total: 0 }, followed: [] });
    expect((await answerOf(web.get(homeLoader, null, "/"))).to).toBe("/connexion");
  });

  test("the IEN opens the link: nothing is acknowledged by it, and what was typed is harmless there", async () => {
    const ien = (await page(v.rssi)).people.people.find((one) => one.function === "ien");
    const path = ackPath(SECRET, ien?.id ?? "");
    const { response } = await answerOf(web.get(link, null, path));
    const html = (await response?.text()) ?? "";
    expect(response?.headers.get("content-type")).toContain("text/html");
    expect(html).not.toContain("<script");
    expect(html).not.toContain("<b>notes");
    expect(html.length).toBeLessThan(20_000);
    expect((await page(v.rssi)).people.answered).toBe(0);
    const done = await answerOf(web.post(press, null, path, { answer: "taken" }));
    expect(done.status).toBe(200);
    expect(await done.response?.text()).toContain("Merci");
    expect((await answerOf(web.post(press, null, path, { answer: "not-me" }))).status).toBe(200);
    const after = await page(v.rssi);
    expect(after.people.answered).toBe(1);
    expect(after.people.people.find((one) => one.id === ien?.id)).toMatchObject({ answer: "taken" });
    expect((await asked(v.ien)).map((one) => one.button)).not.toContain("Lire et répondre");
  });

  test("an altered or old link opens nothing", async () => {
    const good = ackPath(SECRET, (await page(v.rssi)).people.people[0]?.id ?? "");
    expect((await answerOf(web.get(link, null, `${good}x`))).status).toBe(404);
    expect((await answerOf(web.post(press, null, "/a/rien", { answer: "taken" }))).status).toBe(404);
    clock.at = later(v.now, 120 * 24 * 60);
    expect((await answerOf(web.get(link, null, good))).status).toBe(410);
    clock.at = later(v.now, 6);
  });

  test("signed in, one answers for oneself only", async () => {
    const mine = (await page(v.rssi)).mine;
    const fields = { delivery: mine?.id ?? "", answer: "taken" };
    expect((await answerOf(web.post(action, v.mayor, `/incidents/${ref}`, fields))).status).toBe(404);
    expect((await answerOf(web.post(action, v.rssi, `/incidents/${ref}`, fields))).to).toBe(
      `/incidents/${ref}?repondu=1`,
    );
    expect((await page(v.rssi)).mine).toBeNull();
  });

  test("a file is joined, and one that is not what it says is refused by name", async () => {
    const post = (file: File) =>
      answerOf(web.post(action, v.head, `/incidents/${ref}`, { intent: "attach", fichiers: file }));
    const text = new File(["Traces de la nuit"], "traces.txt", { type: "text/plain" });
    expect((await post(text)).to).toBe(`/incidents/${ref}#pieces`);
    expect((await page(v.head)).attachments).toMatchObject([{ name: "traces.txt" }]);
    const page500 = new File(["<html><script>1</script>"], "facture.pdf", { type: "application/pdf" });
    const refused = await post(page500);
    expect(refused.status).toBe(422);
    expect(refused.data).toMatchObject({ errors: [{ message: expect.stringMatching(/facture\.pdf/) }] });
  });

  test("beyond fifty people there are tiles, and pages of a list", async () => {
    await db.query(
      `insert into delivery (notice_id, dossier_id, organisation_id, function, name, address, rule, article, alert, via, state, next_at)
       select n.id, n.dossier_id, o.id, 'chefEtablissement', 'Personne ' || i, i || '@example.invalid', 'VER-7', '7', 'ver-7', 'holder', 'sent', now()
         from generate_series(1, 120) i, notice n, organisation o where n.key = 'alert-1' and o.key = '0781121V'`,
    );
    const seen = await page(v.rssi);
    expect(seen.people.people).toEqual([]);
    expect(seen.people.tiles).toContainEqual(expect.objectContaining({ departement: "78" }));
    const listed = await page(v.rssi, "?departement=78&page=2");
    expect(listed.people.people).toHaveLength(50);
    expect(listed.people.listed).toMatchObject({ page: 2, pages: 3 });
    expect((await page(v.rssi, "?departement=tous")).people.people).toHaveLength(50);
  });

  test("closed, it waits for nobody", async () => {
    const qualified = { type: "incident.qualified", field: "academie", severity: "major", certainty: "proven", category: "threat-messages", personalData: false, perimeter: "school" }; // biome-ignore format: one event
    await sendEvent(db, v.rssi, id, qualified, clock.at);
    await sendEvent(db, v.rssi, id, { type: "incident.handled", note: "Pris." }, clock.at);
    await sendEvent(db, v.rssi, id, { type: "incident.closed", reason: "Fini." }, clock.at);
    expect((await asked(v.rssi)).filter((one) => one.button !== "Voir")).toEqual([]);
    expect((await page(v.rssi)).main?.type).toBe("note.added");
  });
});
