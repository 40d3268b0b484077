import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#app/platform/database/database.ts";
import { callerOfToken } from "#app/platform/token/caller-of-token.ts";
import { createToken } from "#app/platform/token/create-token.ts";
import { revokeToken } from "#app/platform/token/revoke-token.ts";
import { freshDatabase } from "../support/databases.ts";
import { smallVersailles } from "../support/versailles.ts";
import { later, withConvention } from "../support/world.ts";

let db: Database;
let v: Awaited<ReturnType<typeof smallVersailles>>;
const asking = (more: Record<string, unknown> = {}) => ({
  email: "Alex.Martin@agents.example.invalid",
  role: "rssi",
  dispositif: "versailles",
  now: v.now,
  ...more,
});
beforeAll(async () => {
  db = await freshDatabase();
  v = await smallVersailles(db);
  await withConvention(db, "mbn-grand-est");
  await withConvention(db, "ent-beaulieu-dsden06");
});
afterAll(() => db.close());

test("a token makes the person and the function at the party that fits, and keeps its hash alone", async () => {
  const secret = await createToken(db, asking());
  expect(secret).toMatch(/^toc_[\w-]{43}$/);
  const caller = await callerOfToken(db, secret, v.now);
  expect(caller).toMatchObject({
    person: { name: "alex.martin" },
    tenures: [{ function: "rssi", organisation: { key: "academie-versailles" } }],
  });
  const rows = await db.query<Record<string, unknown>>("select * from api_token");
  expect(JSON.stringify(rows)).not.toContain(secret);
});

test.each([
  ["rssi", "mbn", "academie-reims"],
  ["dane", "mbn", "academie-reims"],
  ["rssi", "beaulieu", "dsden-06"],
  ["elu", "beaulieu", "commune-06011"],
  ["elu", "versailles", "commune-78646"],
  ["ien", "versailles", "0780580G"],
  ["chefEtablissement", "versailles", "0781024P"],
  ["exploitant", "versailles", "prestataire-versailles"],
  ["dpd", "mbn", "academie-reims"],
  ["draaf", "mbn", "draaf-grand-est"],
])("%s of %s is held at %s when no organisation is given", async (role, dispositif, key) => {
  const caller = await callerOfToken(db, await createToken(db, asking({ role, dispositif })), v.now);
  expect(caller?.tenures).toMatchObject([{ function: role, organisation: { key } }]);
});

test("functions of the whole console are held nowhere in particular", async () => {
  const caller = await callerOfToken(db, await createToken(db, asking({ role: "auditeur" })), v.now);
  expect(caller?.tenures).toEqual([{ function: "auditeur", organisation: null, person: caller?.person.id }]);
});

test("a token gives its one function, not all that the person holds", async () => {
  const caller = await callerOfToken(db, await createToken(db, asking({ role: "dpd" })), v.now);
  expect(caller?.tenures.map((one) => one.function)).toEqual(["dpd"]);
});

test("a token asked for twice adds no function, and a newcomer comes after the holder", async () => {
  const email = "nouvelle@agents.example.invalid";
  await createToken(db, asking({ email, role: "ien" }));
  await createToken(db, asking({ email, role: "ien" }));
  const held = await db.query<{ rank: number }>(
    `select t.rank from tenure t join person p on p.id = t.person_id where p.email = $1`,
    [email],
  );
  expect(held).toHaveLength(1);
  expect(held[0]?.rank).toBeGreaterThan(0);
});

test("revoked, expired, ended or unknown: nobody's", async () => {
  const revoked = await createToken(db, asking({ role: "dsi" }));
  expect(await callerOfToken(db, revoked, v.now)).not.toBeNull();
  expect(await revokeToken(db, revoked, v.now)).toBe(true);
  expect(await revokeToken(db, revoked, v.now)).toBe(false);
  expect(await callerOfToken(db, revoked, v.now)).toBeNull();
  const brief = await createToken(db, asking({ role: "dsi", expiresAt: later(v.now, 10) }));
  expect(await callerOfToken(db, brief, later(v.now, 9))).not.toBeNull();
  expect(await callerOfToken(db, brief, later(v.now, 10))).toBeNull();
  const left = await createToken(db, asking({ role: "dsi" }));
  await db.query(`update tenure set "until" = $1 where function = 'dsi'`, [later(v.now, 5)]);
  expect(await callerOfToken(db, left, later(v.now, 4))).not.toBeNull();
  expect(await callerOfToken(db, left, later(v.now, 6))).toBeNull();
  expect(await callerOfToken(db, "toc_inconnu", v.now)).toBeNull();
});

test.each([
  [{ role: "pape" }, /Rôle inconnu : « pape ». Connus : rssi, dpd/],
  [{ dispositif: "lune" }, /Dispositif inconnu : « lune ». Connus : beaulieu, mbn, versailles/],
  [{ organisation: "9999999Z" }, /Organisation inconnue/],
  [{ organisation: "0781024P", dispositif: "mbn" }, /n'est pas couverte/],
  [{ role: "draaf" }, /aucune organisation où tenir le rôle « draaf »/],
  [{ email: "pas une adresse" }, /Adresse attendue/],
])("refused with what was expected: %j", async (more, sentence) => {
  await expect(createToken(db, asking(more))).rejects.toThrow(sentence);
});
