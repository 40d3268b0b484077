import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#app/platform/database/database.ts";
import { classique as ofMarch, stage } from "../communication/stage.ts";
import { freshDatabase, type Kind } from "../support/databases.ts";
import { NIGHT } from "../support/world.ts";
import { callApi, tokenFor } from "./call-api.ts";

/** Asked for in the night of Tuesday 24 March 2026, for a Tuesday fourteen days later. */
const classique = (more: Record<string, unknown> = {}) =>
  ofMarch({ startsAt: "2026-04-07T08:00:00+02:00", endsAt: "2026-04-27T08:00:00+02:00", ...more });

describe.each<Kind>(["postgres", "embedded"])("messages to the community by the API on %s", (kind) => {
  let db: Database;
  let author: string;
  let dasen: string;
  let dasen51: string;
  let head: string;
  beforeAll(async () => {
    db = await freshDatabase(kind);
    await stage(db);
    author = await tokenFor(db, "elu", "departement-54", "mbn");
    dasen = await tokenFor(db, "dasen", "dsden-54", "mbn");
    dasen51 = await tokenFor(db, "dasen", "dsden-51", "mbn");
    head = await tokenFor(db, "chefEtablissement", "0541236C", "mbn");
  });
  afterAll(() => db.close());

  const now = NIGHT;
  const post = (path: string, token: string, body: unknown, headers: Record<string, string> = {}) =>
    callApi(db, "POST", `/api/v1/${path}`, { token, body, headers, now });
  const get = (path: string, token: string) => callApi(db, "GET", `/api/v1/${path}`, { token, now });
  const messages = async () => (await db.query("select 1 from dossier where kind = 'communication'")).length;
  const can = async (id: string, token: string) =>
    (await get(`dossiers/${id}`, token)).body.can.map((one: { type: string }) => one.type);

  test("its preview says who approves, by which rule and when silence approves; nothing is written", async () => {
    const { status, body } = await post("messages/preview", author, classique());
    expect({ status, written: await messages() }).toEqual({ status: 200, written: 0 });
    expect(body).toMatchObject({
      ...{
        id: null,
        ref: null,
        state: "t1",
        process: "classique",
        schools: 1,
        decisions: null,
        review: null,
      },
      approvals: [
        {
          ...{ organisation: "dsden-54", role: "dasen", rule: "MBN-5.4", article: "5.4", reachable: true },
          ...{ silence: "approves", state: "waiting", step: { rule: "MBN-5.3-T1", article: "5.3" } },
          // Five working days after Tuesday 24 March: the end of Tuesday 31, in Nancy, where summer time has come.
          dueAt: "2026-03-31T22:00:00.000Z",
        },
      ],
    });
  });

  test("a preview refuses what submitting would: the rule, its article, the field", async () => {
    const early = await post(
      "messages/preview",
      author,
      classique({ startsAt: "2026-03-31T08:00:00+02:00" }),
    );
    expect(early).toMatchObject({ status: 422, body: { rule: "MBN-5.3-C", article: "5.3" } });
    expect(early.body.detail).toContain("au moins 8 jours");
    const input = await post("messages/preview", author, classique({ profiles: [], survey: "http://a.fr" }));
    expect(input.status).toBe(422);
    expect(input.body.errors.map((one: { path: string }) => one.path).sort()).toEqual(["profiles", "survey"]);
    expect(await messages()).toBe(0);
  });

  test("written once whatever the retries, submitted, answered, read: the dossier's own endpoints", async () => {
    const key = { "Idempotency-Key": "carte-2026" };
    const first = await post("messages", author, classique(), key);
    expect(first).toMatchObject({ status: 201, body: { state: "draft", approvals: [], schools: null } });
    const again = await post("messages", author, classique(), key);
    expect([again.body.id, again.headers.get("Idempotent-Replayed"), await messages()]).toEqual([
      first.body.id,
      "true",
      1,
    ]);
    const other = await post("messages", author, classique({ title: "Autre chose" }), key);
    expect([other.status, other.body.type]).toEqual([422, "urn:problem-type:tocsin:key-reused"]);

    const { id } = first.body;
    expect(await can(id, author)).toEqual([
      ...["communication.edited", "communication.submitted", "communication.withdrawn"],
    ]);
    const foreseen = await post(`dossiers/${id}/preview`, author, { type: "communication.submitted" });
    expect(foreseen).toMatchObject({ status: 200, body: { state: "t1", alertsTotal: 1 } });
    const sent = await post(`dossiers/${id}/events`, author, { type: "communication.submitted" });
    expect(sent).toMatchObject({
      status: 200,
      body: {
        state: "t1",
        facts: { schools: 1, approvals: [{ organisation: "dsden-54", state: "waiting" }] },
      },
    });
    // Whoever approves is offered it; the author and another territory are not.
    expect(await can(id, dasen)).toEqual(["t1.approved", "t1.adapted", "t1.rejected"]);
    expect(await can(id, author)).toEqual(["communication.withdrawn"]);
    expect((await get(`dossiers/${id}`, dasen51)).status).toBe(404);
    const stranger = await post(`dossiers/${id}/events`, author, { type: "t1.approved" });
    expect(stranger).toMatchObject({ status: 422, body: { rule: "MBN-5.4" } });

    await post(`dossiers/${id}/events`, dasen, { type: "t1.approved" });
    expect(await can(id, head)).toEqual(["t2.accepted", "t2.refused"]);
    const answered = await post(`dossiers/${id}/events`, head, { type: "t2.refused", reason: "Déjà dit." });
    expect(answered).toMatchObject({
      status: 200,
      body: { state: "rejected", facts: { decisions: { refused: 1 } } },
    });
    const deliveries = (await get(`dossiers/${id}/deliveries`, dasen)).body.items;
    expect(deliveries.map((one: { template: string }) => one.template)).toContain("message-approval");
    const list = await get("dossiers?kind=communication&state=rejected", author);
    expect(list.body.items).toMatchObject([{ ref: first.body.ref, columns: { process: "classique" } }]);
  });

  test("the journal tells the whole life, chained", async () => {
    const rssi = await tokenFor(db, "rssi", "academie-nancy-metz", "mbn");
    const [{ id }] = (await get("dossiers?kind=communication", author)).body.items;
    const { items } = (await get(`dossiers/${id}/journal`, rssi)).body;
    expect(items.map((one: { type: string }) => one.type)).toEqual([
      ...["communication.drafted", "communication.submitted", "t1.approved", "t2.refused"],
    ]);
    expect(
      items.slice(1).every((one: { prevHash: string }, n: number) => one.prevHash === items[n].hash),
    ).toBe(true);
  });

  test("a head of school writes for that school alone, and someone without the right not at all", async () => {
    const mine = { from: "0541236C", perimeter: "school", departement: undefined };
    const own = await post("messages", head, JSON.parse(JSON.stringify(classique(mine))));
    expect(own).toMatchObject({ status: 201, body: { state: "draft" } });
    const all = await post("messages", head, classique({ from: "0541236C" }));
    expect(all).toMatchObject({
      status: 422,
      body: { rule: expect.any(String), article: expect.any(String) },
    });
    const auditor = await tokenFor(db, "auditeur", undefined, "mbn");
    expect((await post("messages", auditor, classique())).status).toBe(403);
  });
});
