import canonicalize from "canonicalize";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sha256 } from "#app/engine/journal/entry.ts";
import type { Database } from "#app/platform/database/database.ts";
import { freshDatabase, type Kind } from "../support/databases.ts";
import { declaration, smallVersailles } from "../support/versailles.ts";
import { callApi, qualified, tokenFor, woken } from "./call-api.ts";

describe.each<Kind>(["postgres", "embedded"])("declaring by the API on %s", (kind) => {
  let db: Database;
  let head: string;
  let rssi: string;
  beforeAll(async () => {
    db = await freshDatabase(kind);
    await smallVersailles(db);
    head = await tokenFor(db, "chefEtablissement", "0781024P");
    rssi = await tokenFor(db, "rssi", "academie-versailles");
  });
  afterAll(() => db.close());

  test("a declaration answers whom it alerts, by which rule, and the clocks, as its preview said", async () => {
    const foreseen = await callApi(db, "POST", "/api/v1/incidents/preview", {
      token: head,
      body: declaration(),
    });
    expect(foreseen.status).toBe(200);
    expect((await db.query("select 1 from dossier where kind = 'incident'")).length).toBe(0);
    const before = woken;
    const done = await callApi(db, "POST", "/api/v1/incidents", { token: head, body: declaration() });
    expect(done.status).toBe(201);
    expect(woken).toBe(before + 1);
    expect(done.body).toMatchObject({ ref: "INC-2026-001", state: "declared" });
    expect(done.headers.get("Location")).toBe(`https://tocsin.example/api/v1/dossiers/${done.body.id}`);
    expect(done.body.alerts).toContainEqual({
      organisation: "academie-versailles",
      role: "mailbox",
      address: "alerte-ssi@ac-versailles.fr",
      channel: "mail",
      rule: "VER-7",
      article: "7",
    });
    expect(done.body.alerts).toContainEqual(
      expect.objectContaining({ organisation: "0780580G", role: "ien", rule: "VER-7" }),
    );
    const { id: _, ref: __, ...same } = done.body;
    const { id, ref, ...said } = foreseen.body;
    expect([id, ref]).toEqual([null, null]);
    expect(same).toEqual(said);
  });

  test("a dossier says what its reader may send now: the académie decides, the school helps (VER-7)", async () => {
    const { body } = await callApi(db, "POST", "/api/v1/incidents", { token: head, body: declaration() });
    const types = async (token: string) => {
      const answer = await callApi(db, "GET", `/api/v1/dossiers/${body.id}`, { token });
      return answer.body.can.map((one: { type: string }) => one.type);
    };
    const school = ["incident.completed", "note.added", "authority.notified"];
    expect(await types(head)).toEqual(school);
    expect(await types(rssi)).toEqual([
      "incident.completed",
      "incident.qualified",
      "note.added",
      "authority.notified",
      "task.done",
      "delivery.retried",
    ]);
    const { body: dossier } = await callApi(db, "GET", `/api/v1/dossiers/${body.id}`, { token: rssi });
    expect(dossier).toMatchObject({
      ref: body.ref,
      kind: "incident",
      state: "declared",
      revision: 1,
      machine: { name: "incident", version: 1 },
      title: declaration().title,
      facts: { category: "threat-messages", place: { key: "0781024P" } },
    });
    const schema = dossier.can.find((one: { type: string }) => one.type === "incident.qualified").schema;
    expect(schema.properties.type).toEqual({ type: "string", const: "incident.qualified" });
    expect(schema.required).toContain("severity");
  });

  test("an event moves the dossier, its preview does not, and everything is in the journal", async () => {
    const { body } = await callApi(db, "POST", "/api/v1/incidents", { token: head, body: declaration() });
    const path = `/api/v1/dossiers/${body.id}`;
    const foreseen = await callApi(db, "POST", `${path}/preview`, { token: rssi, body: qualified() });
    expect(foreseen).toMatchObject({ status: 200, body: { state: "qualified", locks: [] } });
    const sent = await callApi(db, "POST", `${path}/events`, {
      token: rssi,
      body: qualified({ revision: 1 }),
    });
    expect(sent).toMatchObject({
      status: 200,
      body: { state: "qualified", revision: 2, facts: { severity: "major", field: "partage" } },
    });
    const first = await callApi(db, "GET", `${path}/journal?limit=1`, { token: rssi });
    expect(first.body.items).toHaveLength(1);
    const rest = await callApi(db, "GET", `${path}/journal?after=${first.body.next}`, { token: rssi });
    expect(rest.body.next).toBeNull();
    expect(rest.body.items[0]).toMatchObject({
      seq: 2,
      type: "incident.qualified",
      actor: { function: "rssi", organisation: { key: "academie-versailles" } },
      prevHash: first.body.items[0].hash,
    });
    const { hash, ...entry } = rest.body.items[0];
    expect(sha256(canonicalize({ ...entry, dossier: body.id }) ?? "")).toBe(hash);
    const deliveries = await callApi(db, "GET", `${path}/deliveries?limit=1`, { token: rssi });
    expect(deliveries.body.items[0]).toMatchObject({ state: "queued", attempts: 0, sentAt: null });
    const others = await callApi(db, "GET", `${path}/deliveries?after=${deliveries.body.next}`, {
      token: rssi,
    });
    expect(deliveries.body.items.length + others.body.items.length).toBe(body.alertsTotal);
  });

  test("the list is newest first, by pages, filtered, and holds what the caller may see", async () => {
    const all = await callApi(db, "GET", "/api/v1/dossiers", { token: head });
    expect(all.body.items.length).toBeGreaterThanOrEqual(3);
    const seen: string[] = [];
    for (let next: string | null = ""; next !== null; ) {
      const page = await callApi(db, "GET", `/api/v1/dossiers?limit=1${next && `&after=${next}`}`, {
        token: head,
      });
      seen.push(...page.body.items.map((one: { ref: string }) => one.ref));
      next = page.body.next;
    }
    expect(seen).toEqual(all.body.items.map((one: { ref: string }) => one.ref));
    const by = async (query: string) =>
      (await callApi(db, "GET", `/api/v1/dossiers?${query}`, { token: head })).body.items.length;
    expect(await by("state=qualified")).toBe(1);
    expect(await by("q=INC-2026-001")).toBe(1);
    expect(await by("q=%25")).toBe(0);
    expect(await by("q=menace&kind=incident&dispositif=versailles")).toBe(all.body.items.length);
    expect(await by("dispositif=mbn")).toBe(0);
    const stranger = await tokenFor(db, "chefEtablissement", "0781121V");
    expect((await callApi(db, "GET", "/api/v1/dossiers", { token: stranger })).body.items).toEqual([]);
  });
});
