import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { action, loader } from "#app/routes/dispositifs.$key.canaux.tsx";
import { type EntcoreServer, entcoreAccount, entcoreServer } from "../mocks/entcore-server.ts";
import { statusOf, visitor } from "../pages/register/harness.ts";
import { freshDatabase } from "../support/databases.ts";
import { smallVersailles } from "../support/versailles.ts";
import { withConvention, withPerson } from "../support/world.ts";

const { login, password } = entcoreAccount;
const PATH = "/dispositifs/versailles/canaux";
const HERE = { key: "versailles" };

describe("the settings of the channels of a dispositif", () => {
  let db: Database;
  let v: Awaited<ReturnType<typeof smallVersailles>>;
  let visit: ReturnType<typeof visitor>;
  let ent: EntcoreServer;
  let rssi: Caller;
  const page = (caller = rssi) => visit.get(loader, caller, PATH, HERE);
  const post = (fields: Record<string, string>, caller = rssi, params = HERE) =>
    visit.post(action, caller, PATH, { channel: "ent-messaging", intent: "save", ...fields }, params);
  const whole = () => ({
    url: ent.url,
    login,
    password,
    enabled: "1",
    pattern: "{profil} de {etablissement}",
  });
  const row = async () =>
    (await db.query<Record<string, unknown>>("select * from channel where key = 'ent-messaging'"))[0];
  const ent0 = async (caller = rssi) =>
    (await page(caller)).channels.find(({ key }) => key === "ent-messaging");

  beforeAll(async () => {
    db = await freshDatabase();
    v = await smallVersailles(db);
    await withConvention(db, "ent-beaulieu-dsden06");
    rssi = v.rssi;
    visit = visitor(db, () => v.now);
    ent = await entcoreServer({ schools: ["École Richard Mique", "École des Écuyers"] });
  });
  beforeEach(async () => {
    await db.query("delete from channel");
    ent.behave({});
    ent.received.length = 0;
    ent.asked.length = 0;
  });
  afterAll(async () => {
    await ent.kill();
    await db.close();
  });

  test("says of each channel how it is; nothing is configured at first", async () => {
    const { channels } = await page();
    expect(channels.map(({ key, state }) => [key, state])).toEqual([
      ["ent-messaging", "absent"],
      ["ent-flash", "absent"],
      ["sms", "absent"],
      ["mail", "absent"],
      ["feed", "absent"],
    ]);
    expect((await ent0())?.ways[0]?.values["words.families"]).toBe("Parents");
  });

  test("only those who configure channels, of a dispositif of theirs", async () => {
    for (const caller of [v.head, v.ien, v.mayor]) expect(await statusOf(page(caller))).toBe(403);
    expect(await statusOf(post(whole(), v.ien))).toBe(403);
    const dsi = await withPerson(db, { function: "dsi", at: "academie-versailles" });
    expect(await statusOf(page(dsi))).toBe(200);
    const admin = await withPerson(db, { function: "administrateur" });
    expect(await statusOf(visit.get(loader, admin, PATH, { key: "beaulieu" }))).toBe(200);
    expect(await statusOf(visit.get(loader, rssi, PATH, { key: "beaulieu" }))).toBe(404);
    expect(await statusOf(post(whole(), rssi, { key: "beaulieu" }))).toBe(404);
    expect(await statusOf(post({ ...whole(), channel: "pigeon" }))).toBe(404);
    expect(await statusOf(visit.get(loader, null, PATH, HERE))).toBe(302);
  });

  test("what is saved shows, except the password, which is encrypted and never comes back", async () => {
    expect(await post({ ...whole(), "words.families": "Responsables" })).toMatchObject({
      done: { ok: true },
    });
    const shown = await ent0();
    expect(shown).toMatchObject({ state: "unknown", hasSecret: true, enabled: true });
    expect(shown?.ways[0]?.values).toMatchObject({
      url: ent.url,
      login,
      "words.families": "Responsables",
      "words.pupils": "Élèves",
    });
    expect(JSON.stringify(await page())).not.toContain(password);
    const stored = await row();
    expect(JSON.stringify(stored)).not.toContain(password);
    expect(Buffer.from(stored?.secret as Uint8Array).toString("latin1")).not.toContain(password);
  });

  test("tries the connection without sending anything, and keeps what it found", async () => {
    await post(whole());
    const answer = await post({ intent: "test" });
    expect(answer).toMatchObject({
      done: {
        ok: true,
        said: expect.stringMatching(/connexion réussie, les 4 groupes de « École Richard Mique »/),
      },
    });
    expect(await ent0()).toMatchObject({ state: "ok", checkedAt: v.now.toISOString() });
    expect(ent.asked).toEqual([
      "POST /auth/login",
      ...Array.from({ length: 4 }, () => "GET /conversation/visible"),
    ]);
    expect(ent.received).toEqual([]);
    ent.behave({ failing: () => 502 });
    expect(await post({ intent: "test" })).toMatchObject({
      done: { ok: false, said: expect.stringContaining("en erreur (502)") },
    });
    expect(await ent0()).toMatchObject({ state: "failing", detail: "l’ENT est en erreur (502)" });
  });

  test("a wrong password is said, not shown", async () => {
    await post({ ...whole(), password: "mauvais" });
    const answer = await post({ intent: "test" });
    expect(JSON.stringify(answer)).toMatch(/identifiant ou le mot de passe/);
    expect(JSON.stringify([answer, await page()])).not.toContain("mauvais");
  });

  test("a password left empty is kept; it is asked for again when it would go elsewhere", async () => {
    await post(whole());
    expect(await post({ ...whole(), password: "", "words.staff": "Agents" })).toMatchObject({
      done: { ok: true },
    });
    expect(await post({ intent: "test" })).toMatchObject({ done: { ok: true } });
    for (const elsewhere of [{ url: "https://pirate.example.invalid" }, { login: "un.autre" }])
      expect(await post({ ...whole(), password: "", ...elsewhere })).toMatchObject({
        errors: [{ path: "password", message: expect.any(String) }],
      });
    expect((await ent0())?.ways[0]).toMatchObject({ values: { url: ent.url } });
  });

  test.each([
    ["no address", { url: "" }, ["url"]],
    ["http outside this machine", { url: "http://ent.example.invalid" }, ["url"]],
    ["a password in the address", { url: "https://a:b@ent.example.invalid" }, ["url"]],
    ["a script for an address", { url: "javascript:alert(1)" }, ["url"]],
    ["no account", { login: "", password: "" }, ["login", "password"]],
    ["a pattern without a profile", { pattern: "{etablissement}" }, ["pattern"]],
    ["a pattern without a school", { pattern: "{profil}" }, ["pattern"]],
    ["OAuth2 without a client", { signIn: "oauth2" }, ["clientId"]],
    ["a notice from nobody", { way: "notice" }, ["from"]],
    ["something that is no choice", { way: "pigeon" }, ["way"]],
  ])("refuses %s, field by field, and keeps what was typed but the password", async (_, wrong, paths) => {
    const answer = await post({ ...whole(), ...wrong });
    expect(answer).toMatchObject({ typed: { login: "login" in wrong ? "" : login } });
    const { errors, typed } = answer as { errors: { path: string; message: string }[]; typed: object };
    expect(errors.map(({ path }) => path)).toEqual(paths);
    expect(errors.map(({ message }) => message).join()).not.toMatch(/Invalid|expected/i);
    expect(typed).not.toHaveProperty("password");
    expect(await row()).toBeUndefined();
  });

  test.each([
    ["no pattern", "", "pattern"],
    ["a pattern that is no address", "{profil} {uai}", "pattern"],
    ["a pattern without the school", "{profil}@listes.example.invalid", "pattern"],
  ])("mailing lists: refuses %s", async (_, pattern, path) => {
    const answer = await post({ channel: "mail", pattern, enabled: "1" });
    expect((answer as { errors: { path: string }[] }).errors.map((one) => one.path)).toEqual([path]);
  });

  test("a rate is a whole number of messages a minute, or nothing", async () => {
    for (const rate of ["0", "-3", "1,5", "vite", "99999999"])
      expect(await post({ ...whole(), rate })).toMatchObject({ errors: [{ path: "rate" }], typed: { rate } });
    expect(await post({ ...whole(), rate: "1 200" })).toMatchObject({ done: { ok: true } });
    expect(await ent0()).toMatchObject({ rate: 1_200 });
    await post({ ...whole(), rate: "" });
    expect(await ent0()).toMatchObject({ rate: null });
  });

  test("only what can open a channel opens it", async () => {
    expect(await post({ ...whole(), connector: "mail" })).toMatchObject({ errors: [{ path: "connector" }] });
    expect(await row()).toBeUndefined();
  });

  test("a test says what was tried, step by step, and the page keeps it", async () => {
    await post(whole());
    await post({ intent: "test" });
    const { test: report } = (await ent0()) ?? {};
    expect(report?.tried.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
    expect(report?.tried[0]?.what).toBe(`se connecter à ${ent.url} avec le compte « ${login} »`);
    await post({ ...whole(), password: "faux" });
    expect(await ent0()).toMatchObject({ test: null });
    await post({ intent: "test" });
    expect((await ent0())?.test).toMatchObject({ ok: false, tried: [{ ok: false }] });
    expect(JSON.stringify(await page())).not.toContain("faux");
  });

  test("mailing lists need an address pattern and no password", async () => {
    const pattern = "{profil}.{uai}@listes.example.invalid";
    expect(await post({ channel: "mail", pattern })).toMatchObject({ done: { ok: true } });
    expect((await page()).channels.find(({ key }) => key === "mail")).toMatchObject({
      state: "disabled",
      hasSecret: false,
    });
  });
});
