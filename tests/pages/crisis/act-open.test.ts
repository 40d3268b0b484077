import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OpenPage } from "#app/crisis/queries/open-page.ts";
import type { OpenAnswer } from "#app/crisis/queries/open-page-preview.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { loader as home } from "#app/routes/_index.tsx";
import { loader as list } from "#app/routes/crises._index.tsx";
import { action, loader } from "#app/routes/crises.ouvrir.tsx";
import { loader as incident } from "#app/routes/incidents.$ref._index.tsx";
import { freshDatabase } from "../../support/databases.ts";
import { type GrandEst, smallGrandEst } from "../../support/grand-est.ts";
import { declaration } from "../../support/versailles.ts";
import { NIGHT } from "../../support/world.ts";
import { answerOf, browser } from "../incident/harness.ts";

describe("opening a crisis by its page", () => {
  let db: Database;
  let people: GrandEst;
  let web: ReturnType<typeof browser>;
  let declared: { ref: string };
  beforeAll(async () => {
    db = await freshDatabase();
    people = await smallGrandEst(db);
    web = browser(db, { at: NIGHT });
    const body = declaration({ dispositif: "mbn", organisation: "0511234A", personalData: true });
    declared = await declareIncident(db, people.rssi, body, NIGHT);
  });
  afterAll(() => db.close());
  const open = async (as: Caller, search = "") =>
    (await answerOf(web.get(loader, as, `/crises/ouvrir${search}`))).data as { page: OpenPage | null };
  const press = async (as: Caller, fields: Record<string, string>, intent = "preview") => {
    const { status, to, data } = await answerOf(
      web.post(action, as, "/crises/ouvrir", { ...fields, intent }),
    );
    return { status, to, ...(data as { answer: OpenAnswer; page: OpenPage } | null) };
  };
  const texts = (answer: OpenAnswer | undefined) =>
    answer?.foreseen?.lines.map(({ text }) => text).join("\n") ?? "";

  test("nothing open yet: the list teaches, and the incident leads to opening one", async () => {
    const empty = (await answerOf(web.get(list, people.rssi, "/crises"))).data as {
      open: { crises: unknown[] };
      mayOpen: boolean;
    };
    expect(empty).toMatchObject({ open: { crises: [] }, mayOpen: true });
    const page = async (as: Caller) =>
      (
        (await answerOf(web.get(incident, as, `/incidents/${declared.ref}`))).data as never as {
          incident: { may: { crisis: boolean } };
        }
      ).incident.may.crisis;
    expect(await page(people.rssi)).toBe(true);
    expect(await page(people.head)).toBe(false);
  });

  test("from an incident everything is filled in; the preview counts who comes now and at activation; opened once", async () => {
    const { page } = await open(people.rssi, `?incident=${declared.ref}`);
    if (!page) throw new Error("no page");
    expect(page.incident?.ref).toBe(declared.ref);
    expect(page.values).toMatchObject({
      dispositif: "mbn",
      place: "0511234A",
      category: "threat-messages",
      personalData: "yes",
      awareAt: "mardi 24 mars 2026 à 2\u00a0h\u00a030",
    });
    expect(page.runbooks[0]?.categories).toContain("threat-messages");
    expect(page.runbooks[0]?.triggers.length).toBeGreaterThan(0);
    const chosen = { ...page.values, runbook: "messagerie-ent-compromise", perimeter: "dispositif" };
    const { answer } = await press(people.rssi, chosen);
    expect(answer?.step).toBe("preview");
    expect(answer?.awareAt).toBe("2026-03-24T01:30:00.000Z");
    expect(texts(answer)).toContain("4 établissements sont concernés.");
    expect(texts(answer)).toMatch(/À l’activation : \d+ personnes seront appelées dans la cellule/);
    expect(texts(answer)).toContain("À l’activation : 4 chefs d’établissement seront prévenus.");
    expect(texts(answer)).toContain("la messagerie de l’ENT sera le seul canal");
    expect(texts(answer)).toContain("pas encore approuvée");
    const sent = { ...chosen, understood: answer?.awareAt ?? "" };
    const first = await press(people.rssi, sent, "open");
    const second = await press(people.rssi, sent, "open");
    expect(first.to).toMatch(/^\/crises\/CRI-2026-/);
    expect(second.to).toBe(first.to);
    const [row] = await db.query<{ n: number }>("select count(*)::int n from dossier where kind = 'crisis'");
    expect(row?.n).toBe(1);
  });

  test("what is missing is said at its field; a place is found by its words; nothing typed is lost", async () => {
    const { page } = await open(people.direction);
    const { status, answer } = await press(people.direction, { ...page?.values, summary: "Des menaces." });
    expect(status).toBe(422);
    expect(answer?.errors.map(({ path }) => path)).toEqual(["category", "perimeter", "title", "runbook"]);
    expect(answer?.values.summary).toBe("Des menaces.");
    const found = await press(people.direction, { ...page?.values, search: "college" });
    expect(found.answer?.found.length).toBe(2);
    expect(found.answer?.errors[0]?.path).toBe("place");
    const one = await press(people.direction, { ...page?.values, search: "callot" });
    expect(one.answer?.values).toMatchObject({ place: "0541236C", search: "" });
    const none = await press(people.direction, { ...page?.values, search: "atlantide" });
    expect(none.answer?.errors[0]?.message).toContain("atlantide");
  });

  test("whom the convention does not let open one is refused with its rule; a head of school has no form", async () => {
    expect((await open(people.head)).page).toBeNull();
    const { page } = await open(people.regionRssi, `?incident=${declared.ref}`);
    const { status, answer } = await press(people.regionRssi, {
      ...page?.values,
      perimeter: "dispositif",
      runbook: "messagerie-ent-compromise",
    });
    expect(status).toBe(422);
    expect(answer?.refused?.reason).toMatchObject({ rule: "MBN-2", article: "Article 2" });
    expect(answer?.refused?.instead).toEqual(["incident.declared"]);
    expect(answer?.values.runbook).toBe("messagerie-ent-compromise");
  });

  test("once open it is a card of the list and of the home page", async () => {
    const { open: cards } = (await answerOf(web.get(list, people.dane, "/crises"))).data as {
      open: { crises: { state: string; lock: string; runbook: string }[] };
    };
    expect(cards.crises).toMatchObject([
      { state: "veille", lock: "open", runbook: "Messagerie de l’ENT compromise" },
    ]);
    const { earnest, played } = (await answerOf(web.get(home, people.dane, "/"))).data as Record<
      "earnest" | "played",
      { crises: unknown[] }
    >;
    expect([earnest.crises.length, played.crises.length]).toEqual([1, 0]);
  });
});
