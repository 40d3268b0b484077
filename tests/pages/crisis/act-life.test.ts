import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openCrisis } from "#app/crisis/commands/open-crisis.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { verify } from "#app/engine/journal/verify.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { freshDatabase } from "../../support/databases.ts";
import { crisisOpening, type GrandEst, smallGrandEst } from "../../support/grand-est.ts";
import { NIGHT } from "../../support/world.ts";
import { browser } from "../incident/harness.ts";
import { crisisForms } from "./forms.ts";

type Fields = Record<string, string | string[]>;

describe("a crisis lived through its forms alone", () => {
  let db: Database;
  let people: GrandEst;
  let crisis: { id: string; ref: string };
  let forms: ReturnType<typeof crisisForms>;
  const clock = { at: NIGHT };
  beforeAll(async () => {
    db = await freshDatabase();
    people = await smallGrandEst(db);
    crisis = await openCrisis(db, people.rssi, crisisOpening(), NIGHT);
    forms = crisisForms(browser(db, clock), crisis.ref);
  });
  afterAll(() => db.close());

  /** Opens the form, answers, looks at what follows, does it. @returns what was said to follow. */
  async function through(as: Caller, slug: string, fields: Fields = {}, search = ""): Promise<string> {
    clock.at = new Date(clock.at.getTime() + 60_000);
    const start = await forms.open(as, slug, search);
    expect(start.refused?.because ?? null, slug).toBeNull();
    const { answer } = await forms.press(as, slug, { ...start.values, ...fields }, "preview");
    expect([answer.errors, answer.refused?.because], slug).toEqual([[], undefined]);
    const done = await forms.press(as, slug, { ...answer.values }, "confirm");
    expect(done.to, slug).toBe(`/crises/${crisis.ref}`);
    return answer.foreseen?.lines.map(({ text }) => text).join("\n") ?? "";
  }
  const act = (as: Caller, type: string, data: Record<string, unknown>) =>
    sendEvent(db, as, crisis.id, { type, ...data }, clock.at);
  const state = async () =>
    (await db.query<{ state: string }>("select state from dossier where id = $1", [crisis.id]))[0]?.state;

  test("from veille to active: severity, criteria ticked, the reason for a procedure not approved", async () => {
    await through(people.rssi, "qualifier", { severity: "major", reason: "Trois académies touchées." });
    expect(await state()).toBe("qualified");
    const bare = await forms.press(people.direction, "activer", { criteria: "menaces-recues" }, "preview");
    expect(bare.answer.errors.map(({ path }) => path)).toEqual(["unapproved"]);
    const said = await through(people.direction, "activer", {
      criteria: ["menaces-recues", "plusieurs-ecoles"],
      unapproved: "Aucune commission ne s’est encore tenue.",
    });
    expect(said).toMatch(/personnes sont appelées dans la cellule/);
    expect(said).toMatch(/Se ferment aux familles.*SMS/);
    expect(said).toContain("Resteront ouverts : messagerie de l’ENT.");
    expect(said).toMatch(/étapes à délai s’ouvrent ; la première à tenir/);
    expect(await state()).toBe("active");
    await act(people.rssi, "member.joined", { role: "rssi" });
  });

  test("the cell grows: the strategic cell, a role given, a hand-over with what the next one must know", async () => {
    expect(await through(people.direction, "cellule-strategique", { reason: "Trois académies." })).toMatch(
      /appel/,
    );
    await through(people.direction, "donner-un-role", { search: "dane reims" }, "?role=communication");
    const said = await through(
      people.direction,
      "relever",
      { search: "rssi nancy", note: "Les comptes sont recensés, reste à bloquer." },
      "?role=communication",
    );
    expect(said).toContain("1 personne est appelée dans la cellule");
  });

  test("a message waits, the compromise holds it, a channel opens, it is re-routed; one is refused", async () => {
    const message = {
      channel: "ent-messaging",
      profiles: ["families"],
      subject: "Messages de menace",
      body: "Ne répondez pas.",
      justification: "Les familles doivent savoir.",
    };
    expect(await through(people.direction, "message", message)).toContain("Approuve : Région");
    await through(people.region, "refuser-message", { reason: "Trop court." });
    await through(people.direction, "message", { ...message, subject: "Encore" });
    await through(people.direction, "retirer-message", { reason: "Remplacé." });
    await through(people.direction, "message", message);
    expect(await through(people.region, "approuver-message")).toContain(
      "4 envois par la messagerie de l’ENT",
    );

    const facts = { reason: "Quarante comptes écrivent encore." };
    await through(people.rssi, "declarer-compromission", { ...facts, what: "authentication" });
    await through(people.rssi, "retirer-compromission", { reason: "Fausse piste." });
    await through(people.rssi, "declarer-compromission", facts, "?quoi=messaging");
    const closing = await through(people.direction, "confirmer-compromission");
    expect(closing).toContain("4 messages en attente (messagerie de l’ENT) sont retenus");
    expect(
      await through(people.direction, "ouvrir-canal", { channel: "mail", reason: "Rien d’autre." }),
    ).toContain("Le courriel s’ouvre aux familles");
    const held = await forms.open(people.direction, "messages-retenus");
    expect(JSON.stringify(held.fields)).toContain("Messages de menace");
    expect(
      await through(people.direction, "messages-retenus", {
        notice: "all",
        choice: "reroute",
        to: "mail",
        reason: "Les familles attendent.",
      }),
    ).toContain("4 envois partent par courriel.");
  });

  test("press and authorities: approved or refused, noted with its date", async () => {
    const statement = { title: "Point presse", body: "Une enquête est ouverte." };
    await through(people.direction, "presse", statement);
    const own = await forms.press(people.direction, "approuver-presse", {}, "preview");
    expect(own.answer.errors[0]?.path).toBe("key");
    const key = (await forms.open(people.region, "approuver-presse")).values.key ?? "";
    expect(key).not.toBe("");
    const refused = await forms.press(people.direction, "approuver-presse", { key }, "preview");
    expect(refused.answer.refused?.because).toContain("Qui propose");
    await through(
      people.rssi,
      "autorite",
      { notifiedAt: "il y a 20 min", reference: "2026-0412" },
      "?autorite=cnil",
    );
    const future = await forms.press(
      people.rssi,
      "autorite",
      { authority: "cnil", notifiedAt: "2030-01-01T00:00:00Z" },
      "preview",
    );
    expect(future.answer.errors[0]).toMatchObject({ path: "notifiedAt" });
  });

  test("the way out: a compromise is lifted by two, criteria ticked, RETEX, closed; the journal holds", async () => {
    const criteria = ["plus-de-menace", "comptes-assainis", "levee-du-doute", "familles-informees"];
    const early = await forms.press(people.direction, "sortir", { criteria }, "preview");
    expect(early.answer.refused?.instead).toContain("restoration.declared");
    await through(people.direction, "fermer-canal", { reason: "La messagerie va rouvrir." });
    await through(people.direction, "declarer-retablissement", { reason: "Comptes assainis." });
    expect(await through(people.rssi, "confirmer-retablissement")).toContain(
      "La messagerie de l’ENT s’ouvre",
    );
    await through(people.direction, "sortir", { criteria });
    await through(people.direction, "ouvrir-retex");
    const soon = await forms.press(people.direction, "clore", { reason: "Fini." }, "preview");
    expect(soon.answer.refused?.because).toContain("RETEX");
    await act(people.direction, "retex.validated", { summary: "La seconde personne a tenu." });
    await through(people.direction, "clore", { reason: "Actions suivies ailleurs." });
    expect(await state()).toBe("closed");
    expect((await verify(db)).bad).toBeNull();
  });

  test("a crisis that was none is stood down", async () => {
    const other = await openCrisis(db, people.rssi, crisisOpening(), NIGHT);
    const its = crisisForms(browser(db, clock), other.ref);
    const start = await its.open(people.rssi, "lever-la-veille");
    const done = await its.press(
      people.rssi,
      "lever-la-veille",
      { ...start.values, reason: "Un canular." },
      "confirm",
    );
    expect(done.to).toBe(`/crises/${other.ref}`);
  });
});
