import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { locksOf } from "#app/lock/queries/lock-banner.ts";
import { type LockPage, lockPage } from "#app/lock/queries/lock-page.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { action, loader } from "#app/routes/dispositifs.$key.verrou.tsx";
import { freshDatabase } from "../../support/databases.ts";
import { activeCrisis, type GrandEst, smallGrandEst } from "../../support/grand-est.ts";
import { later, NIGHT, withPerson } from "../../support/world.ts";
import { answerOf, browser } from "../incident/harness.ts";

const PATH = "/dispositifs/mbn/verrou";
type Crisis = Awaited<ReturnType<typeof activeCrisis>>;

describe("the page of a communication lock", () => {
  let db: Database;
  let people: GrandEst;
  let crisis: Crisis;
  const clock = { at: later(NIGHT, 5) };
  let web: ReturnType<typeof browser>;
  beforeAll(async () => {
    db = await freshDatabase("postgres");
    people = await smallGrandEst(db);
    web = browser(db, clock);
  });
  afterAll(() => db.close());

  const see = async (as: Caller, path = PATH): Promise<LockPage> =>
    ((await answerOf(web.get(loader, as, path))).data as { page: LockPage }).page;
  const send = async (as: Caller, fields: Record<string, string>) => {
    const { status, to, data } = await answerOf(web.post(action, as, PATH, fields));
    return { status, to, data: data as { held?: Answer; attest?: Answer } | null };
  };
  type Answer = {
    errors: { path: string }[];
    refused?: { because: string; rule: string; article: string };
    foreseen?: { lines: string[]; confirm: string };
  };
  const states = ({ channels }: LockPage) =>
    Object.fromEntries(channels.map(({ channel, open }) => [channel, open]));
  const deliveries = async () => {
    const rows = await db.query<{ state: string; n: number }>(
      "select state, count(*)::int n from delivery where audience = 'community' group by state",
    );
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  };
  const decision = (more: Record<string, string> = {}) => ({
    act: "held",
    intent: "preview",
    notice: "all",
    choice: "release",
    to: "",
    reason: "Le même texte vaut encore.",
    idempotency: randomUUID(),
    ...more,
  });

  test("with no case all is open, and no banner is shown", async () => {
    const page = await see(people.head);
    expect(page.lock.state).toBe("open");
    expect(Object.values(states(page)).every(Boolean)).toBe(true);
    expect(await locksOf(db, people.head.tenures, clock.at)).toMatchObject({ banners: [] });
  });

  test("who the dispositif does not cover finds no such page", async () => {
    await db.query(
      "insert into organisation (key, kind, name, updated_at) values ('ailleurs', 'ecole', 'Ailleurs', now())",
    );
    const stranger = await withPerson(db, { function: "chefEtablissement", at: "ailleurs" });
    expect((await answerOf(web.get(loader, stranger, PATH))).status).toBe(404);
    expect(await locksOf(db, stranger.tenures, clock.at)).toEqual({ banners: [], watched: [] });
  });

  test("in a crisis each shut channel says why; the banner says it on every page, to heads of school too", async () => {
    crisis = await activeCrisis(db, people);
    clock.at = later(NIGHT, 30);
    const page = await see(people.head);
    expect(states(page)).toEqual({
      "ent-messaging": true,
      ...{ "ent-flash": false, sms: false, mail: false, feed: false, phone: false },
    });
    expect(page.channels.find(({ channel }) => channel === "sms")?.because).toMatchObject([
      { ref: crisis.ref, rule: "MBN-5.2-K", article: "5.2" },
    ]);
    const { banners, watched } = await locksOf(db, people.head.tenures, clock.at);
    expect(banners).toEqual([
      {
        dispositif: { key: "mbn", name: page.dispositif.name },
        state: "crisis",
        since: page.lock.since,
        open: ["messagerie de l’ENT"],
        cases: [crisis.ref],
        article: "5.2",
      },
    ]);
    expect(watched).toEqual([]);
    expect((await locksOf(db, people.rssi.tenures, clock.at)).watched).toEqual([
      { dossier: page.lock.dossier, after: page.lock.revision },
    ]);
  });

  test("its journal is for those who may read it, in sentences", async () => {
    expect((await see(people.head)).history).toBeNull();
    const { history } = await see(people.rssi);
    expect(history?.lines.map(({ text }) => text)).toEqual([
      `${crisis.ref} : crise ouverte, seule la messagerie de l’ENT reste ouverte.`,
      "Verrou créé, ouvert.",
    ]);
  });

  test("messages queued when the messaging closes are held, and shown with their subject and reason", async () => {
    const key = randomUUID();
    await crisis.act(people.direction, "message.proposed", {
      key,
      channel: "ent-messaging",
      profiles: ["families"],
      subject: "Messages de menace",
      body: "N’ouvrez pas ces messages.",
      justification: "Les familles doivent savoir.",
    });
    await crisis.act(people.region, "message.approved", { key });
    const queued = (await deliveries()).queued ?? 0;
    expect(queued).toBeGreaterThan(0);
    await crisis.act(people.rssi, "compromise.declared", { what: "messaging", reason: "Comptes volés." });
    await crisis.act(people.direction, "compromise.confirmed", { what: "messaging" });
    clock.at = later(NIGHT, 60);
    const { held, lock } = await see(people.direction);
    expect(lock.state).toBe("compromised");
    expect(held).toMatchObject([
      { subject: "Messages de menace", count: queued, channel: "ent-messaging", released: false },
    ]);
    expect(held[0]?.because?.sentence).toContain("compromise");
  });

  test("a head of school is offered no decision, and may force none", async () => {
    expect((await see(people.head)).may.decides).toBeNull();
    expect((await send(people.head, decision({ intent: "confirm" }))).status).toBe(404);
  });

  test("what is lacking is said field by field; what was typed stays", async () => {
    const { status, data } = await send(people.direction, decision({ choice: "reroute", reason: " " }));
    expect(status).toBe(422);
    expect(data?.held?.errors.map(({ path }) => path)).toEqual(["to", "reason"]);
  });

  test("re-routing to a shut channel is refused with the case and the article", async () => {
    const { status, data } = await send(people.direction, decision({ choice: "reroute", to: "sms" }));
    expect(status).toBe(422);
    expect(data?.held?.refused).toMatchObject({ rule: "MBN-5.2-K", article: "5.2" });
    expect(data?.held?.refused?.because).toContain(crisis.ref);
  });

  test("the preview counts and does nothing; confirming re-routes, once however often it is sent", async () => {
    await crisis.act(people.direction, "channel.opened", { channel: "mail", reason: "Seul canal sûr." });
    const before = await deliveries();
    const wanted = decision({ choice: "reroute", to: "mail" });
    const { data } = await send(people.direction, wanted);
    expect(data?.held?.foreseen?.lines[0]).toContain(`${before.held} envoi`);
    expect(data?.held?.foreseen?.confirm).toMatch(/^Réorienter/);
    expect(await deliveries()).toEqual(before);
    for (let n = 0; n < 2; n += 1)
      expect(await send(people.direction, { ...wanted, intent: "confirm" })).toMatchObject({
        to: `${PATH}?fait=1`,
      });
    expect(await deliveries()).toEqual({ queued: before.held });
    const { history } = await see(people.rssi);
    expect(history?.lines.filter(({ text }) => text.includes("réorientés vers courriel"))).toHaveLength(1);
  });

  test("what the gate let leave just before a closing is told until its outcome is known", async () => {
    await crisis.act(people.direction, "channel.shut", { channel: "mail", reason: "Le canal sature." });
    await db.query(
      `update delivery set state = 'sending', leaving_at = $1, claimed_at = $1 where audience = 'community'
        and id = (select id from delivery where audience = 'community' limit 1)`,
      [clock.at.toISOString()],
    );
    expect((await see(people.rssi)).leaving).toEqual([{ channel: "mail", name: "courriel", count: 1 }]);
  });

  const attestation = (more: Record<string, string> = {}) => ({
    act: "attest",
    intent: "preview",
    channel: "alerte-sms",
    checkedOn: "01/03/2026",
    proof: "Attestation RGS 2026-12, coffre de la DSI",
    idempotency: randomUUID(),
    ...more,
  });

  test("an attestation is foreseen, then written with its proof and shown until it lapses", async () => {
    const foreseen = await send(people.rssi, attestation());
    expect(foreseen.data?.attest?.foreseen?.lines[0]).toContain("1er mars 2027");
    expect((await send(people.rssi, attestation({ intent: "confirm" }))).to).toBe(`${PATH}?fait=1`);
    expect((await see(people.rssi)).attestations).toMatchObject([
      { channel: "third-party:alerte-sms", lapsed: false, by: "Camille RSSI Reims" },
    ]);
    const nextYear = later(NIGHT, 60 * 24 * 366);
    const page = await lockPage(db, people.rssi, "mbn", nextYear);
    expect(page.attestations[0]?.lapsed).toBe(true);
  });

  test.each([
    ["a key that is none", { channel: "Alerte SMS" }, "channel"],
    ["a day that does not exist", { checkedOn: "31/02/2026" }, "checkedOn"],
    ["a day to come", { checkedOn: "25/03/2026" }, "checkedOn"],
    ["a check of more than a year ago", { checkedOn: "2025-03-01" }, "checkedOn"],
    ["no proof", { proof: "" }, "proof"],
  ])("an attestation with %s is refused at its field", async (_, more, path) => {
    const { status, data } = await send(people.rssi, attestation({ ...more, intent: "confirm" }));
    expect(status).toBe(422);
    expect(data?.attest?.errors.map((one) => one.path)).toEqual([path]);
  });

  test("who may not attest is not asked", async () => {
    expect((await see(people.head)).may.attest).toBe(false);
    expect((await send(people.head, attestation({ intent: "confirm" }))).status).toBe(404);
  });
});
