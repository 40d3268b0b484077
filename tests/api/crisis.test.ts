import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { openCrisis } from "#app/crisis/commands/open-crisis.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { createToken } from "#app/platform/token/create-token.ts";
import { freshDatabase } from "../support/databases.ts";
import { activeCrisis, crisisOpening, type GrandEst, smallGrandEst } from "../support/grand-est.ts";
import { later, NIGHT } from "../support/world.ts";
import { callApi } from "./call-api.ts";

type Sendable = { type: string; schema: Record<string, unknown> };

describe("crises, locks and procedures by the API", () => {
  let db: Database;
  let people: GrandEst;
  const now = later(NIGHT, 30);
  beforeAll(async () => {
    db = await freshDatabase("postgres");
    people = await smallGrandEst(db);
  });
  afterAll(() => db.close());

  const tokens = new Map<string, string>();
  async function tokenOf({ person, tenures }: Caller): Promise<string> {
    const known = tokens.get(person.id);
    if (known) return known;
    const [tenure] = tenures;
    const [row] = await db.query<{ email: string }>("select email from person where id = $1", [person.id]);
    const token = await createToken(db, {
      ...{ email: row?.email ?? "", role: tenure?.function ?? "", dispositif: "mbn" },
      organisation: tenure?.organisation?.key,
      now: NIGHT,
    });
    tokens.set(person.id, token);
    return token;
  }
  const call = async (as: Caller, method: string, path: string, body?: unknown) =>
    callApi(db, method, path, { token: await tokenOf(as), now, ...(body !== undefined && { body }) });
  const types = (body: { can: Sendable[] }) => body.can.map(({ type }) => type);
  const lockOf = async () => (await call(people.rssi, "GET", "/api/v1/dispositifs/mbn/lock")).body;
  const opened = () => openCrisis(db, people.rssi, crisisOpening(), NIGHT);

  test("a crisis says what is known of it and what each caller may send it now", async () => {
    const { id } = await opened();
    const { status, body } = await call(people.rssi, "GET", `/api/v1/dossiers/${id}`);
    expect(status).toBe(200);
    expect(body.facts).toMatchObject({ category: "threat-messages", place: { key: "academie-reims" } });
    expect(types(body)).toContain("crisis.qualified");
    expect(types(body)).not.toContain("crisis.exited");
    const dpd = await call(people.dpd, "GET", `/api/v1/dossiers/${id}`);
    expect(types(dpd.body)).not.toContain("crisis.qualified");
  });

  test("the preview of an activation says which channels it shuts, by which article; nothing is shut", async () => {
    const { id } = await opened();
    const qualify = {
      ...{ type: "crisis.qualified", severity: "major", perimeter: "dispositif" },
      ...{ personalData: true, reason: "Trois académies touchées." },
    };
    expect((await call(people.rssi, "POST", `/api/v1/dossiers/${id}/events`, qualify)).status).toBe(200);
    const { status, body } = await call(people.direction, "POST", `/api/v1/dossiers/${id}/preview`, {
      ...{ type: "crisis.activated", criteria: ["menaces-recues"] },
      unapproved: "Aucune commission ne s’est tenue.",
    });
    expect(status).toBe(200);
    expect(body.locks).toEqual(
      ["ent-flash", "sms", "mail", "feed", "phone"].map((channel) => ({
        channel,
        rule: "MBN-5.2-K",
        article: "5.2",
      })),
    );
    expect(body.unlocks).toEqual([]);
    expect((await lockOf()).state).toBe("open");
  });

  test("a seat of the cell is asked for: the DPD is offered neither channels nor held messages", async () => {
    const { id } = await activeCrisis(db, people);
    const direction = types((await call(people.direction, "GET", `/api/v1/dossiers/${id}`)).body);
    expect(direction).toEqual(expect.arrayContaining(["channel.opened", "held.decided", "log.entered"]));
    const rssi = types((await call(people.rssi, "GET", `/api/v1/dossiers/${id}`)).body);
    expect(rssi).not.toContain("channel.opened");
    expect(rssi).toContain("compromise.declared");
    expect((await lockOf()).closed[0].because.dossier).toBe(id);
  });

  test("the lock takes attestations; held messages are for the crisis to decide while it is open", async () => {
    const { dossier } = await lockOf();
    const path = `/api/v1/dossiers/${dossier}`;
    expect(types((await call(people.rssi, "GET", path)).body)).toEqual(["attestation.checked"]);
    const body = { type: "held.decided", notice: "all", choice: "cancel", reason: "r" };
    const refused = await call(people.rssi, "POST", `${path}/events`, body);
    expect(refused).toMatchObject({ status: 422, body: { rule: "MBN-6.2", article: "6.2" } });
    const attested = await call(people.rssi, "POST", `${path}/events`, {
      ...{ type: "attestation.checked", channel: "third-party:alerte" },
      ...{ checkedAt: NIGHT.toISOString(), proof: "Attestation RGS n° 12" },
    });
    expect(attested.status).toBe(200);
    expect(attested.body.facts.attestations).toHaveLength(1);
  });

  test("a procedure lists its versions; only who may approve is offered to", async () => {
    const list = await call(people.rssi, "GET", "/api/v1/dossiers?kind=runbook&limit=1");
    const [{ id }] = list.body.items;
    const path = `/api/v1/dossiers/${id}`;
    const { body } = await call(people.rssi, "GET", path);
    expect(body.facts.versions).toMatchObject([{ version: expect.any(Number), state: "draft" }]);
    expect(types(body)).toEqual(["runbook.revised", "runbook.submitted"]);
    expect(types((await call(people.direction, "GET", path)).body)).toEqual([]);
    await call(people.rssi, "POST", `${path}/events`, { type: "runbook.submitted" });
    expect(types((await call(people.direction, "GET", path)).body)).toEqual([
      "runbook.approved",
      "runbook.returned",
    ]);
  });

  test("the schema of each event offered takes what the console takes", async () => {
    const { id } = await opened();
    const { body } = await call(people.rssi, "GET", `/api/v1/dossiers/${id}`);
    const { schema } = body.can.find((one: Sendable) => one.type === "log.entered") as Sendable;
    const entry = { type: "log.entered", kind: "fait", content: "Premier appel." };
    expect(z.fromJSONSchema(schema).safeParse(entry).success).toBe(true);
    expect(z.fromJSONSchema(schema).safeParse({ ...entry, kind: "rumeur" }).success).toBe(false);
  });
});
