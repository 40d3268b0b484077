import { afterAll, beforeAll, expect, test } from "vitest";
import { rebuildCoverage } from "#app/directory/coverage.ts";
import type { Database } from "#app/platform/database/database.ts";
import { freshDatabase } from "../support/databases.ts";
import { declaration } from "../support/versailles.ts";
import { withConvention, withOrganisations, withPerson } from "../support/world.ts";
import { callApi, tokenFor } from "./call-api.ts";

const schools = ["0510001A", "0540001B", "0670001C"];
const whole = declaration({ dispositif: "mbn", organisation: "region-grand-est", perimeter: "dispositif" });
let db: Database;
let region: string;
let head: string;
let path: string;
beforeAll(async () => {
  db = await freshDatabase();
  await withConvention(db, "mbn-grand-est");
  const academies: Record<string, string> = { "51": "Reims", "54": "Nancy-Metz", "67": "Strasbourg" };
  await withOrganisations(
    db,
    schools.map((uai) => ({
      ...{ key: uai, uai, kind: "etablissement", schoolType: "college", departement: uai.slice(1, 3) },
      academie: academies[uai.slice(1, 3)],
    })),
  );
  await rebuildCoverage(db);
  for (const at of schools.slice(1)) await withPerson(db, { function: "chefEtablissement", at });
  region = await tokenFor(db, "rssi", "region-grand-est", "mbn");
  head = await tokenFor(db, "chefEtablissement", "0510001A", "mbn");
  const { body } = await callApi(db, "POST", "/api/v1/incidents", { token: region, body: whole });
  path = `/api/v1/dossiers/${body.id}`;
});
afterAll(() => db.close());

const addressesOf = (alerts: { organisation: string; address: string | null }[], keys: string[]) =>
  alerts.filter((one) => keys.includes(one.organisation)).map((one) => one.address);

test("whoever runs the ENT sees every address that an incident on all of it reaches", async () => {
  const { body } = await callApi(db, "POST", "/api/v1/incidents/preview", { token: region, body: whole });
  expect(addressesOf(body.alerts, schools)).toHaveLength(3);
  expect(addressesOf(body.alerts, schools)).not.toContain(null);
  const { body: sent } = await callApi(db, "GET", `${path}/deliveries`, { token: region });
  expect(sent.items.length).toBe(body.alertsTotal);
});

test("a head of school alerted among others reads the facts, and nobody else's address, answer or gap", async () => {
  const { body: dossier } = await callApi(db, "GET", path, { token: head });
  expect(dossier.facts).toMatchObject({ description: whole.description, perimeter: "dispositif" });
  expect(dossier.tasks).toEqual([]);
  for (const sub of ["/journal", "/deliveries"])
    expect((await callApi(db, "GET", path + sub, { token: head })).status).toBe(403);
  const all = JSON.stringify([dossier, (await callApi(db, "GET", "/api/v1/dossiers", { token: head })).body]);
  expect(all).not.toMatch(/@/);
  for (const other of schools.slice(1)) expect(all).not.toContain(other);
});

test("declaring for the whole ENT gives a head none of the colleagues' addresses", async () => {
  const body = { ...whole, organisation: "0510001A" };
  for (const to of ["/api/v1/incidents/preview", "/api/v1/incidents"]) {
    const answer = await callApi(db, "POST", to, { token: head, body });
    expect(answer.body.alertsTotal).toBeGreaterThan(3);
    expect(addressesOf(answer.body.alerts, schools.slice(1))).toEqual([null, null]);
    expect(addressesOf(answer.body.alerts, ["region-grand-est"])).not.toContain(null);
  }
});

test("a school's DPD, whose school was only alerted, sees the deliveries made to that school", async () => {
  const dpd = await tokenFor(db, "dpd", "0540001B", "mbn");
  const { body } = await callApi(db, "GET", `${path}/deliveries`, { token: dpd });
  expect(new Set(body.items.map((one: { organisation: string }) => one.organisation))).toEqual(
    new Set(["0540001B"]),
  );
  const party = await tokenFor(db, "dpd", "academie-reims", "mbn");
  const { body: more } = await callApi(db, "GET", `${path}/deliveries`, { token: party });
  expect(more.items.length).toBeGreaterThan(body.items.length);
});
