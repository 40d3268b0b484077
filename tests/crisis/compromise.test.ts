import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lockOf } from "#app/crisis/queries/room.ts";
import { RuleRefused } from "#app/engine/errors.ts";
import { verify } from "#app/engine/journal/verify.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { CrisisContext } from "#machines/crisis/v1/context.ts";
import { freshDatabase, type Kind } from "../support/databases.ts";
import { activeCrisis, type GrandEst, smallGrandEst } from "../support/grand-est.ts";

const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(RuleRefused);
  return (error as RuleRefused).refusal;
};
const stateOf = async (db: Database) => {
  const [row] = await db.query<{ id: string }>("select id from dispositif where key = 'mbn'");
  const lock = await lockOf(db, { dispositif_id: row?.id ?? "", exercise_id: null });
  return { state: lock?.state, open: lock?.open.map(({ channel }) => channel) };
};
const message = (channel: string, key = randomUUID()) => ({
  key,
  channel,
  profiles: ["families"],
  subject: "Messages de menace reçus par l’ENT",
  body: "Des messages ont été envoyés depuis des comptes volés.",
  justification: "Les familles doivent savoir.",
});

describe.each<Kind>(["postgres", "embedded"])("a crisis on the %s database", (kind) => {
  let db: Database;
  let people: GrandEst;
  beforeEach(async () => {
    db = await freshDatabase(kind);
    people = await smallGrandEst(db);
  });
  afterEach(() => db.close());

  test("activating shuts all but the ENT messaging; two people find it compromised; a channel opens by decision", async () => {
    expect((await stateOf(db)).state).toBe("open");
    const { act } = await activeCrisis(db, people);
    expect(await stateOf(db)).toEqual({ state: "crisis", open: ["ent-messaging"] });

    const refused = await refusal(act(people.direction, "message.proposed", message("mail")));
    expect(refused).toMatchObject({ rule: "MBN-5.2-K", article: "5.2" });
    expect(refused.because).toContain("messagerie de l’ENT");

    await act(people.rssi, "compromise.declared", { what: "messaging", reason: "Comptes volés." });
    expect(await refusal(act(people.rssi, "compromise.confirmed", { what: "messaging" }))).toMatchObject({
      rule: "MBN-5.2-K",
    });
    expect(await stateOf(db)).toEqual({ state: "crisis", open: ["ent-messaging"] });
    await act(people.direction, "compromise.confirmed", { what: "messaging" });
    expect(await stateOf(db)).toEqual({ state: "compromised", open: [] });

    await act(people.direction, "channel.opened", {
      channel: "mail",
      reason: "Les familles n’ont plus rien.",
    });
    expect((await stateOf(db)).open).toEqual(["mail"]);
    const key = randomUUID();
    await act(people.direction, "message.proposed", message("mail", key));
    expect(await refusal(act(people.direction, "message.approved", { key }))).toMatchObject({
      rule: "MBN-5.3-K2",
    });
    await act(people.region, "message.approved", { key });
    const queued = await db.query<{ n: number }>(
      "select count(*)::int n from delivery where audience = 'community' and state = 'queued' and channel = 'mail'",
    );
    expect(queued[0]?.n).toBe(4);
    expect((await verify(db)).bad).toBeNull();
  });

  test("messages queued on the messaging are held the moment it is found compromised, and none is lost", async () => {
    const { act } = await activeCrisis(db, people);
    const key = randomUUID();
    await act(people.direction, "message.proposed", message("ent-messaging", key));
    await act(people.region, "message.approved", { key });
    await act(people.rssi, "compromise.declared", { what: "messaging", reason: "Comptes volés." });
    await act(people.direction, "compromise.confirmed", { what: "messaging" });
    const held = await db.query<{ notice_id: string }>("select notice_id from delivery where state = 'held'");
    expect(held).toHaveLength(4);
    await act(people.direction, "channel.opened", { channel: "mail", reason: "Seul moyen restant." });
    await act(people.direction, "held.decided", {
      notice: held[0]?.notice_id,
      choice: "reroute",
      to: "mail",
      reason: "Les familles attendent.",
    });
    const rows = await db.query<{ channel: string; state: string }>(
      "select distinct channel, state from delivery where audience = 'community'",
    );
    expect(rows).toEqual([{ channel: "mail", state: "queued" }]);
  });
});

test("the step that asks for the second person is done once they confirmed: nobody ticks it again", async () => {
  const db = await freshDatabase();
  const people = await smallGrandEst(db);
  const { id, act } = await activeCrisis(db, people);
  await act(people.rssi, "compromise.declared", { what: "messaging", reason: "Comptes volés." });
  await act(people.direction, "compromise.confirmed", { what: "messaging" });
  await act(people.direction, "decision.taken", {
    decision: "couper-messagerie",
    option: "oui",
    because: "Confirmée à deux.",
  });
  const [row] = await db.query<{ context: CrisisContext }>("select context from dossier where id = $1", [id]);
  expect(row?.context.steps["confirmer-compromission"]).toBe("done");
  expect(row?.context.actions["confirmer-compromission"]?.by?.id).toBe(people.direction.person.id);
  await db.close();
});
