import ICAL from "ical.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { loader as home } from "#app/routes/_index.tsx";
import { loader as agenda } from "#app/routes/agenda.$token[.]ics.ts";
import { loader as feedPage, action as openFeed } from "#app/routes/connexion.agenda.tsx";
import { loader as list } from "#app/routes/instances._index.tsx";
import { loader as instance } from "#app/routes/instances.$key._index.tsx";
import { action as name, loader as nameForm } from "#app/routes/instances.$key.agir.$type.tsx";
import { action as plan, loader as planForm } from "#app/routes/instances.$key.prevoir.tsx";
import { loader as figures } from "#app/routes/instances.chiffres._index.tsx";
import { loader as csv } from "#app/routes/instances.export[.]csv.ts";
import { loader as meeting, action as press } from "#app/routes/instances.seances.$ref._index.tsx";
import { action as act, loader as actForm } from "#app/routes/instances.seances.$ref.agir.$type.tsx";
import { loader as pdf } from "#app/routes/instances.seances.$ref.proces-verbal[.]pdf.ts";
import { loader as search } from "#app/routes/recherche.tsx";
import type { InstanceContext } from "#machines/instance/v1/context.ts";
import { statusOf, visitor } from "../pages/register/harness.ts";
import { freshDatabase } from "../support/databases.ts";
import { textOf } from "../support/pdf-text.ts";
import { withPerson } from "../support/world.ts";
import { asking } from "../whitelist/real.ts";
import { type CommitteeStage, committeeStage } from "./stage.ts";

/** Lines break at hyphens and the fonts have an apostrophe of their own: letters and figures alone are compared. */
const plain = (text: string) => text.replaceAll(/[^\p{L}\p{N}]/gu, "");

/** What an action of Remix answered: its own data, or where it sends to. */
type Answered = {
  data?: { step: string; lines?: string[]; errors?: { path: string }[]; refused?: Record<string, unknown> };
  init?: { status?: number };
};

describe("the pages of an instance, from what waits to the minutes sent", () => {
  let db: Database;
  let stage: CommitteeStage;
  let visit: ReturnType<typeof visitor>;
  let ref: string;
  let request: { id: string; ref: string };
  let seats: Record<string, string>;
  beforeAll(async () => {
    db = await freshDatabase();
    stage = await committeeStage(db);
    ({ seats } = await stage.fill("comite-suivi-securite"));
    const ien = await withPerson(db, { function: "referentNumerique", at: "academie-reims", name: "Référente" });
    request = await asking(db, { ...stage.people, ien }).toCommittee("Labo virtuel");
    stage.clock.at = new Date("2026-03-25T08:00:00Z");
    visit = visitor(db, () => stage.clock.at);
  });
  afterAll(() => db.close());

  const KEY = { key: "comite-suivi-securite" };
  const see = (who: Caller) => visit.get(meeting, who, `/instances/seances/${ref}`, { ref });
  const send = async (who: Caller, type: string, values: Record<string, string> = {}) =>
    (await visit.post(press, who, `/instances/seances/${ref}?index`, { type, ...values }, { ref })) as unknown as Answered | Response;
  const done = async (who: Caller, type: string, values: Record<string, string> = {}) => {
    stage.tick();
    const answer = await send(who, type, values);
    if (!(answer instanceof Response)) throw new Error(JSON.stringify(answer.data));
    expect(answer.status).toBe(302);
  };
  const refused = async (who: Caller, type: string, values: Record<string, string> = {}) => {
    const answer = (await send(who, type, values)) as Answered;
    expect(answer.init?.status).toBe(422);
    return answer.data?.refused ?? {};
  };
  const acting = async (who: Caller, slug: string, values: Record<string, string>, point = "") =>
    (await visit.post(act, who, `/instances/seances/${ref}/agir/${slug}${point && `?point=${point}`}`, values, { ref, type: slug })) as unknown as Answered | Response;

  test("the list says what waits, and that nothing yet keeps the year above its minimum", async () => {
    const { rows } = await visit.get(list, stage.seated.reims, "/instances");
    expect(rows).toHaveLength(5);
    expect(rows.find(({ key }) => key === KEY.key)).toMatchObject({ waiting: 1, filled: 4, held: 0, least: 6, missing: 6, next: null });
    const filtered = await visit.get(list, stage.seated.reims, "/instances?q=cos");
    expect(filtered.rows.map(({ name }) => name)).toEqual(["COSUI"]);
    const file = await (await visit.raw(csv as never, "/instances/export.csv", {}, await visit.cookie(stage.seated.reims))).text();
    expect(file).toContain("Comité de suivi sécurité");
  });

  test("its page names holders and substitutes, the rule of each thing, and what the console chose", async () => {
    const page = await visit.get(instance, stage.seated.nancy, "/instances/comite-suivi-securite", KEY);
    expect(page.waiting).toMatchObject([{ kind: "whitelist-request", dossier: { ref: request.ref }, cause: { rule: "MBN-6.1" } }]);
    expect(page.seats.find(({ key }) => key === seats.nancy)?.substitutes).toMatchObject([{ name: expect.stringContaining("Suppleant Nancy") }]);
    expect(page.quorum).toMatchObject({ rule: "CHOIX-INSTANCES", choice: true });
    expect(page.terms).toMatchObject({ rule: "MBN-6.1", perYear: { least: 6, choice: true } });
    expect(page.seats.filter(({ chairs }) => chairs).map(({ key }) => key)).toEqual([seats.region]);
  });

  test("who prepares names who sits; a head of school does not, nor sees somebody else’s instance", async () => {
    const { region } = seats;
    const path = `/instances/comite-suivi-securite/agir/sieger?siege=${region}`;
    const form = await visit.get(nameForm, stage.people.rssi, path, { ...KEY, type: "sieger" });
    const field = form.fields.find(({ name }) => name === "holder");
    expect(field?.choices?.every(({ label }) => label.includes("Région Grand Est"))).toBe(true);
    expect(await statusOf(visit.get(nameForm, stage.people.head, path, { ...KEY, type: "sieger" }))).not.toBe(200);
    const twice = (await visit.post(name, stage.people.rssi, path, { holder: field?.choices?.[0]?.value ?? "", substitutes: field?.choices?.[0]?.value ?? "", revision: "1" }, { ...KEY, type: "sieger" })) as unknown as Answered;
    expect(twice.data?.refused).toMatchObject({ rule: "CHOIX-INSTANCES", because: expect.stringContaining("titulaire et suppléant") });
  });

  test("a meeting is planned with what waits proposed; a date that is none is told, what was typed stays", async () => {
    const { people } = stage;
    const path = "/instances/comite-suivi-securite/prevoir";
    const { page, idempotency } = await visit.get(planForm, people.rssi, path, KEY);
    const values = { idempotency, forme: "sitting", duree: "2", lieu: "Salle Barr", points: page.waiting.map(({ key }) => key).join(" "), autres: "Bilan\n\nDivers" };
    const wrong = (await visit.post(plan, people.rssi, path, { ...values, debut: "le 35 mars" }, KEY)) as unknown as Answered;
    expect(wrong).toMatchObject({ init: { status: 422 }, data: { errors: [{ path: "debut" }], values: { autres: "Bilan\n\nDivers" } } });
    const sent = { ...values, debut: "08/04/2026 à 14h00" };
    const [first, again] = [await visit.post(plan, people.rssi, path, sent, KEY), await visit.post(plan, people.rssi, path, sent, KEY)] as unknown as Response[];
    const to = first?.headers.get("location") ?? "";
    expect(again?.headers.get("location")).toBe(to);
    ref = to.split("/").at(-1) ?? "";
    const { context, can } = await see(people.rssi);
    expect(context).toMatchObject({ at: "2026-04-08T12:00:00.000Z", endsAt: "2026-04-08T14:00:00.000Z", place: "Salle Barr" });
    expect(context.items.map(({ kind, title, dossier }) => [kind, title, dossier?.ref])).toEqual([["whitelist-request", "Labo virtuel", request.ref], ["other", "Bilan", undefined], ["other", "Divers", undefined]]);
    expect(can).toEqual(expect.arrayContaining(["meeting.convened", "item.added", "meeting.cancelled"]));
    const after = await visit.get(instance, people.rssi, "/instances/comite-suivi-securite", KEY);
    expect(after.waiting[0]?.on).toMatchObject({ ref });
    expect(await statusOf(visit.get(planForm, people.head, path, KEY))).not.toBe(200);
  });

  test("before it is convened, who will receive what is read by name; nothing has left", async () => {
    const { people } = stage;
    const { hidden } = await visit.get(actForm, people.rssi, `/instances/seances/${ref}/agir/convoquer`, { ref, type: "convoquer" });
    const values = { ...hidden, note: "Lisez les pièces." };
    const before = (await acting(people.rssi, "convoquer", { ...values, intent: "preview" })) as Answered;
    const lines = before.data?.lines?.join("\n") ?? "";
    for (const one of ["RSSI Région", "Suppleante Region", "RSSI Nancy", "Suppleant Nancy", "Secretaire"]) expect(lines).toContain(one);
    expect(lines).toContain("invitation pour l’agenda");
    expect((await see(people.rssi)).state).toBe("planned");
    for (const _ of [1, 2]) expect(((await acting(people.rssi, "convoquer", { ...values, intent: "confirm" })) as Response).status).toBe(302);
    const page = await see(stage.seated.nancy);
    expect(page).toMatchObject({ state: "convened", context: { convened: { sequence: 0, note: "Lisez les pièces." } } });
    expect((await see(people.dpd)).can).not.toContain("meeting.convened");
  });

  test("whoever sits finds it on their home page, once, with its day; it asks for no acknowledgement", async () => {
    const { waiting } = await visit.get(home, stage.seated.nancyDeputy, "/");
    expect(waiting.shown.filter((line) => line.ref === ref)).toMatchObject([
      { what: "Séance à laquelle vous siégez.", dueAt: "2026-04-08T12:00:00.000Z", to: `/instances/seances/${ref}` },
    ]);
  });

  test("it stands in the agenda of whoever sits, and of nobody else", async () => {
    const eventsOf = async (who: Caller) => {
      await visit.post(openFeed, who, "/connexion/agenda", { intent: "open" });
      const { feed } = await visit.get(feedPage, who, "/connexion/agenda");
      const token = /\/agenda\/(.+)\.ics$/.exec(feed?.url ?? "")?.[1] ?? "";
      const body = await (await visit.raw(agenda, "/agenda/x.ics", { token })).text();
      return new ICAL.Component(ICAL.parse(body)).getAllSubcomponents("vevent").map((one) => new ICAL.Event(one)).filter(({ uid }) => uid.startsWith("SEA-"));
    };
    const [event] = await eventsOf(stage.seated.nancyDeputy);
    expect(event?.uid).toBe(`${ref}@tocsin.example`);
    expect(event?.startDate.toJSDate().toISOString()).toBe("2026-04-08T12:00:00.000Z");
    expect(event?.description).toContain("1. Labo virtuel");
    expect(await eventsOf(stage.people.exploitant)).toEqual([]);
  });

  test("opened, the quorum is of this moment; one who does not sit has nothing to press", async () => {
    const { seated, people } = stage;
    stage.clock.at = new Date("2026-04-08T12:00:00Z");
    // Two weeks later, everybody signs in again.
    visit = visitor(db, () => stage.clock.at);
    await done(seated.secretary, "meeting.opened");
    expect((await see(seated.secretary)).quorum).toMatchObject({ present: 0, needed: 2, seats: 4 });
    for (const [seat, who] of [[seats.region, seated.president], [seats.reims, seated.reims], [seats.nancy, seated.nancyDeputy]] as const)
      await done(who, "member.arrived", { seat: seat ?? "", who: who.person.id });
    const page = await see(seated.nancyDeputy);
    expect(page).toMatchObject({ state: "held", quorum: { present: 3 }, mine: { seat: seats.nancy, chair: false, present: true } });
    expect(page.can).not.toContain("item.decided");
    expect((await see(people.rssiNancy)).mine.present).toBe(false);
    expect((await see(people.dpd)).can.filter((type) => /vote|item\.(opened|decided)|minutes/.test(type))).toEqual([]);
  });

  test("two secretaries write the same text: the second sees both, and nothing is lost", async () => {
    const { seated, people, act } = stage;
    const page = await see(seated.secretary);
    const [item] = page.context.items;
    await act(people.rssi, await stage.instance(KEY.key), "secretaries.named", { secretaries: page.context.secretaries });
    await done(seated.secretary, "item.opened", { item: item?.key ?? "" });
    const text = { item: item?.key ?? "", part: "discussion", base: "0" };
    await done(seated.secretary, "item.discussed", { ...text, text: "La Région demande qui lit les copies." });
    // Only the other text moved since it was opened: there is nothing to be told.
    await done(seated.secretary, "item.presented", { ...text, part: "presentation", from: "", text: "Le collège présente." });
    const said = await refused(seated.president, "item.discussed", { ...text, from: "", text: "Le texte de la présidence." });
    expect(said.texts).toMatchObject({ theirs: "La Région demande qui lit les copies.", yours: "Le texte de la présidence." });
  });

  test("votes are seen as they fall; twice, for another or in conflict, each refusal says why", async () => {
    const { seated } = stage;
    const item = (await see(seated.reims)).context.items[0]?.key ?? "";
    const vote = (seat: string | undefined, one: string) => ({ item, seat: seat ?? "", vote: one });
    await done(seated.president, "vote.cast", vote(seats.region, "for"));
    await done(seated.nancyDeputy, "vote.cast", vote(seats.nancy, "for"));
    expect((await refused(seated.president, "vote.cast", vote(seats.region, "against"))).because).toContain("vote une fois");
    expect((await refused(seated.reims, "vote.cast", vote(seats.nancy, "against"))).because).toContain("pas votre siège");
    await done(seated.reims, "conflict.declared", { item, seat: seats.reims ?? "", reason: "Je conseille l’éditeur." });
    expect((await refused(seated.reims, "vote.cast", vote(seats.reims, "for"))).because).toContain("conflit");
    expect((await see(seated.reims)).tallies[item]).toMatchObject({ for: 2, against: 0, quorum: { present: 2, needed: 2 } });
  });

  test("a decision is previewed with the dossier it moves, then proclaimed once", async () => {
    const { seated } = stage;
    const item = (await see(seated.president)).context.items[0]?.key ?? "";
    const { fields, hidden } = await visit.get(actForm, seated.president, `/instances/seances/${ref}/agir/decider?point=${item}`, { ref, type: "decider" });
    expect(fields[0]).toMatchObject({ name: "verdict", value: "approved" });
    const values = { ...hidden, verdict: "approved-with-conditions", reasons: "Au vu des avis.", condition1: "Compléter la notice", conditionOwner1: "Le collège", conditionDue1: "31/08/2026" };
    const missing = (await acting(seated.president, "decider", { ...values, conditionOwner1: "", intent: "preview" }, item)) as Answered;
    expect(missing.data?.errors).toMatchObject([{ path: "conditionOwner1" }]);
    const before = (await acting(seated.president, "decider", { ...values, intent: "preview" }, item)) as Answered;
    expect(before.data?.lines?.join("\n")).toContain(`${request.ref} · Labo virtuel`);
    expect((await stage.read(request.id)).state).toBe("committee");
    expect(((await acting(seated.president, "decider", { ...values, intent: "confirm" }, item)) as Response).status).toBe(302);
    expect((await stage.read(request.id)).state).toBe("approved");
  });

  test("closed, its minutes are validated by the chair alone, sent, printed with all that was recorded", async () => {
    const { seated } = stage;
    await done(seated.secretary, "meeting.closed", { remarks: "La séance a été brève." });
    await done(seated.secretary, "minutes.amended", { text: "La séance a été brève, et utile.", base: "1" });
    expect((await see(seated.secretary)).can).not.toContain("minutes.validated");
    const draft = textOf(Buffer.from(await (await printed(seated.reims)).arrayBuffer()));
    expect(draft).toContain("pas encore validé");
    await done(seated.president, "minutes.validated");
    const { hidden } = await visit.get(actForm, seated.secretary, `/instances/seances/${ref}/agir/envoyer`, { ref, type: "envoyer" });
    expect(((await acting(seated.secretary, "envoyer", { ...hidden, intent: "confirm" })) as Response).status).toBe(302);
    const over = await see(seated.nancy);
    expect([over.state, over.can.filter((type) => /^(meeting|item|minutes|vote)/.test(type))]).toEqual(["sent", []]);
    const text = textOf(Buffer.from(await (await printed(seated.nancy)).arrayBuffer()));
    for (const words of ["Procès-verbal : Comité de suivi sécurité", "Suppleant Nancy", "suppléant", "La Région demande qui lit les copies.", "Approbation avec conditions", "2 pour, 0 contre, 0 abstention", "ne parle ni ne vote sur ce point", "Je conseille l’éditeur.", "Compléter la notice", "Reporté", "La séance a été brève, et utile.", "Validé par", "CHOIX-INSTANCES"])
      expect(plain(text)).toContain(plain(words));
  });
  const printed = (who: Caller) => visit.get(pdf, who, `/instances/seances/${ref}/proces-verbal.pdf`, { ref }) as unknown as Promise<Response>;

  test("said on the phone, its reference leads there; the year counts it", async () => {
    const { seated } = stage;
    const found = (await visit.get(search, seated.reims, `/recherche?q=${ref.toLowerCase()}`).catch((thrown: Response) => thrown)) as Response;
    expect(found.headers.get("location")).toBe(`/instances/seances/${ref}`);
    const counted = await visit.get(figures, seated.reims, "/instances/chiffres");
    expect(counted.held.find(({ name }) => name.startsWith("Comité"))).toMatchObject({ held: 1, planned: 0, least: 6, missing: 5 });
    expect(counted.taken).toEqual([{ kind: "whitelist-request", decided: 1, noted: 0, postponed: 0 }, { kind: "other", decided: 0, noted: 0, postponed: 2 }]);
    const page = await visit.get(instance, seated.reims, "/instances/comite-suivi-securite", KEY);
    expect(page.past).toMatchObject([{ ref, state: "sent", decided: 1, items: 3 }]);
    expect((await stage.read<InstanceContext>(await stage.instance(KEY.key))).context.meetings).toMatchObject([{ state: "held" }]);
  });

  test.each(["SEA-2026-999", "../etc", "SEA-2026-001'--"])("a reference that is nobody’s is not there: %s", async (given) => {
    expect(await statusOf(visit.get(meeting, stage.people.rssi, "/instances/seances/x", { ref: given }))).toBe(404);
  });
}); // biome-ignore format: one step a line
