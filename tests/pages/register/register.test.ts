import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { loader } from "#app/routes/incidents._index.tsx";
import { loader as csv } from "#app/routes/incidents.export[.]csv.ts";
import { freshDatabase } from "../../support/databases.ts";
import { declaration, smallVersailles } from "../../support/versailles.ts";
import { later, withConvention, withPerson } from "../../support/world.ts";
import { statusOf, visitor } from "./harness.ts";

describe("the register of incidents", () => {
  let db: Database;
  let v: Awaited<ReturnType<typeof smallVersailles>>;
  let elsewhere: Caller;
  let visit: ReturnType<typeof visitor>;
  const see = async (caller: Caller | null, query = "") => visit.get(loader, caller, `/incidents${query}`);
  const titles = async (caller: Caller, query = "") =>
    (await see(caller, query)).rows.map((row) => row.title);

  beforeAll(async () => {
    db = await freshDatabase();
    v = await smallVersailles(db);
    await withConvention(db, "mbn-grand-est");
    elsewhere = await withPerson(db, { function: "rssi", at: "academie-reims" });
    visit = visitor(db, () => later(v.now, 60));
    await declareIncident(db, v.head, declaration(), v.now);
    const second = await declareIncident(
      db,
      v.mayor,
      declaration({ title: "=1+1 hameçonnage à l'École", category: "phishing", organisation: "0781121V" }),
      later(v.now, 10),
    );
    const qualified = {
      type: "incident.qualified",
      field: "academie",
      severity: "major",
      certainty: "proven",
      category: "phishing",
      personalData: false,
      perimeter: "school",
    };
    await sendEvent(db, v.rssi, second.id, qualified, later(v.now, 20));
  });
  afterAll(() => db.close());

  test("the newest comes first, with its state and the clock that ends first", async () => {
    const { rows, next, filtered } = await see(v.rssi);
    expect(rows.map((row) => row.ref)).toEqual(["INC-2026-002", "INC-2026-001"]);
    expect(rows[0]).toMatchObject({ state: "qualified", severity: "major", place: "École des Écuyers" });
    expect(rows[0]?.deadline?.rule).toMatch(/^[A-Z]/);
    expect([next, filtered]).toEqual([null, false]);
  });

  test("each filter holds, alone and together, and unknown values are no filter", async () => {
    expect(await titles(v.rssi, "?etat=declared")).toEqual([declaration().title]);
    expect(await titles(v.rssi, "?categorie=phishing&gravite=major")).toHaveLength(1);
    expect(await titles(v.rssi, "?gravite=minor")).toEqual([]);
    expect(await titles(v.rssi, "?vie=clos")).toEqual([]);
    expect(await titles(v.rssi, "?dispositif=versailles&vie=ouverts")).toHaveLength(2);
    expect(await titles(v.rssi, "?q=HAMECONNAGE+ecuyers")).toHaveLength(1);
    expect(await titles(v.rssi, "?q=INC-2026-001")).toHaveLength(1);
    expect(await titles(v.rssi, "?q=100%25")).toEqual([]);
    expect(await titles(v.rssi, "?etat=nimporte&apres=zzz&q=%00%F0%9F%94%A5")).toEqual([]);
    expect(await titles(v.rssi, "?etat=nimporte&apres=zzz")).toHaveLength(2);
  });

  test("somebody of another dispositif sees nothing, a head of school only what concerns the school", async () => {
    expect(await titles(elsewhere)).toEqual([]);
    expect(await titles(v.head)).toEqual([declaration().title]);
    expect((await see(elsewhere)).dispositifs.map((one) => one.key)).toEqual(["mbn"]);
    expect(await statusOf(see(null))).toBe(302);
  });

  test("pages follow each other by cursor, without loss or repeat", async () => {
    for (let n = 0; n < 26; n += 1)
      await declareIncident(db, v.mayor, declaration({ title: `Série ${n}` }), later(v.now, 30));
    const first = await see(v.rssi, "?q=serie");
    const second = await see(v.rssi, `?q=serie&apres=${first.next}`);
    expect([first.rows.length, second.rows.length, second.next]).toEqual([25, 1, null]);
    expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(26);
  });

  test("the export holds exactly what is filtered, and no formula", async () => {
    const answer = (await visit.get(
      csv,
      v.rssi,
      "/incidents/export.csv?categorie=phishing",
    )) as unknown as Response;
    const text = Buffer.from(await answer.arrayBuffer()).toString();
    expect(answer.headers.get("content-disposition")).toContain("registre-incidents-2026-03-24.csv");
    const [header, line, end] = text.split("\r\n");
    expect(header?.startsWith('\ufeff"Référence";"Titre";"État"')).toBe(true);
    expect(line).toContain(`"INC-2026-002";"'=1+1 hameçonnage à l'École";"Qualifié";"Hameçonnage"`);
    expect(line).toContain('"24/03/2026 03:20:00";"2026-03-24T02:20:00.000Z"');
    expect(end).toBe("");
    const none = (await visit.get(csv, elsewhere, "/incidents/export.csv")) as unknown as Response;
    expect((await none.text()).split("\r\n")).toHaveLength(2);
  });
});
