import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verify } from "#app/engine/journal/verify.ts";
import { Forbidden } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { permissions, roles } from "#app/platform/permissions.ts";
import { action, loader } from "#app/routes/liste-blanche.hotes-signales_.$key.tsx";
import { importHosts } from "#app/whitelist/bad-hosts/import-hosts.ts";
import { runChecks } from "#app/whitelist/checks/run-checks.ts";
import { changeHosts } from "#app/whitelist/commands/change-hosts.ts";
import { answerOf, browser } from "../pages/incident/harness.ts";
import { freshDatabase } from "../support/databases.ts";
import { withPerson } from "../support/world.ts";
import { asking, type People, whitelistWorld } from "./real.ts";

describe.each(["postgres", "embedded"] as const)("hosts that the RSSI of an ENT reports, %s", (kind) => {
  let db: Database;
  let people: People;
  let request: ReturnType<typeof asking>;
  let active: { id: string; ref: string };
  let filed: { id: string; ref: string };
  beforeAll(async () => {
    db = await freshDatabase(kind);
    people = await whitelistWorld(db);
    request = asking(db, people);
    active = await request.toActive("Active", { host: "www.active.exemple.fr" });
    filed = await request.file("Nouvelle", { host: "nouvelle.exemple.fr" });
  });
  afterAll(() => db.close());

  const change = (data: object, by = people.rssi) =>
    changeHosts(db, by, "mbn", data as Parameters<typeof changeHosts>[3], { now: request.now() });
  const stateOf = async ({ id }: { id: string }) =>
    (
      await db.query<{ state: string; wanted: string; host: string | null }>(
        `select state, columns->>'checksWanted' wanted, context->'reported'->>'host' host from dossier where id = $1`,
        [id],
      )
    )[0];
  const refused = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error) => error,
    );
  const web = () => browser(db, { at: request.now() });
  const path = "/liste-blanche/hotes-signales/mbn";

  test("says before which request it touches, and does nothing", async () => {
    const values = {
      act: "report",
      hosts: "exemple.fr # hameçonnage",
      why: "Bulletin du 12 mars",
      intent: "preview",
    };
    const { data } = await answerOf(web().post(action, people.rssi, path, values));
    expect(data).toMatchObject({
      step: "preview",
      lines: expect.arrayContaining([
        expect.stringMatching(new RegExp(`${active.ref}.*reste ouvert.*réexaminer`)),
        expect.stringContaining(filed.ref),
      ]),
    });
    expect(await stateOf(active)).toMatchObject({ state: "active", host: null });
    expect(await db.query("select 1 from reported_host")).toEqual([]);
  });

  test("an application that is open is looked at again, never suspended; a request under way is checked again", async () => {
    const hosts = [{ host: "exemple.fr", reason: "hameçonnage" }];
    await change({ type: "hosts.reported", hosts, why: "Bulletin du 12 mars" });
    expect(await stateOf(active)).toEqual({ state: "review-due", wanted: "true", host: "exemple.fr" });
    expect(await stateOf(filed)).toMatchObject({ state: "filed", wanted: "true" });
    const told = await db.query<{ statement: string }>(
      "select n.facts->'alerts'->n.key->>'statement' statement from notice n where n.dossier_id = $1 and n.key like 'host-%'",
      [active.id],
    );
    expect(told[0]?.statement).toContain("rien n’est suspendu sans décision");
    await runChecks(db, request.now, { resolve: async () => [] });
    const [check] = await db.query<{ text: string; verdict: string }>(
      "select c->>'text' \"text\", c->>'verdict' verdict from dossier, jsonb_array_elements(context->'checks'->'list') c where id = $1 and c->>'key' = 'known-bad'",
      [filed.id],
    );
    expect(check).toMatchObject({ verdict: "bad", text: expect.stringContaining("hameçonnage") });
    // Kept: looked at, and let open by somebody who knew.
    await request.act(people.rssi, active.id, "request.reviewed", {
      outcome: "kept",
      reasons: "L’hôte du bulletin n’est pas le nôtre.",
      sitting: { instance: "comite-suivi-securite" },
    });
    expect(await stateOf(active)).toMatchObject({ state: "active", host: null });
  });

  test("who, when and why stay in a journal that verifies, and on the page", async () => {
    const { data } = await answerOf(web().get(loader, people.rssi, path));
    expect(data).toMatchObject({
      page: {
        may: true,
        rows: [{ host: "exemple.fr", reason: "hameçonnage", by: "Camille RSSI Reims" }],
        changes: [{ type: "hosts.reported", why: "Bulletin du 12 mars", hosts: 1, by: "Camille RSSI Reims" }],
      },
    });
    expect((await verify(db)).bad).toBeNull();
  });

  test("the same again, or what is not on the list, is refused with a sentence; another function may not", async () => {
    const hosts = [{ host: "exemple.fr", reason: "hameçonnage" }];
    expect(await refused(change({ type: "hosts.reported", hosts, why: "Encore" }))).toMatchObject({
      refusal: { rule: "CHOIX-LISTE", because: expect.stringContaining("déjà signalés") },
    });
    expect(await refused(change({ type: "hosts.cleared", hosts: ["ailleurs.fr"], why: "?" }))).toMatchObject({
      refusal: { because: expect.stringContaining("n’est pas de cette liste") },
    });
    for (const role of roles.filter((one) => !permissions[one]["hosts.report"])) {
      const other = await withPerson(db, {
        function: role,
        at: "academie-reims",
        email: `${role}-h@x.example.invalid`.toLowerCase(),
      });
      expect(await refused(change({ type: "hosts.reported", hosts, why: "x" }, other))).toBeInstanceOf(
        Forbidden,
      );
    }
    const wrong = await answerOf(
      web().post(action, people.rssi, path, {
        act: "report",
        hosts: "192.168.1.1\nfr",
        why: "x",
        intent: "preview",
      }),
    );
    expect(wrong).toMatchObject({
      status: 422,
      data: { errors: [{ path: "hosts", message: expect.stringContaining("Ligne 1") }] },
    });
  });

  test("two who report at once both stand; what is cleared frees the request", async () => {
    const report = (host: string) =>
      change({ type: "hosts.reported", hosts: [{ host, reason: "essai" }], why: "essai" });
    await Promise.all([report("un.example.net"), report("deux.example.net")]);
    await change({ type: "hosts.cleared", hosts: ["exemple.fr", "un.example.net"], why: "Levé par le CERT" });
    expect(await db.query("select host from reported_host order by host")).toEqual([
      { host: "deux.example.net" },
    ]);
    expect(await stateOf(filed)).toMatchObject({ wanted: "true", host: null });
  });

  test("an imported list tells too, once: the same file again tells nobody", async () => {
    const list = { source: "CERT", file: "cert.txt", text: "active.exemple.fr" };
    await importHosts(db, list, request.now());
    expect(await stateOf(active)).toMatchObject({ state: "review-due", host: "active.exemple.fr" });
    const told = () =>
      db.query<{ n: number }>("select count(*)::int n from journal_entry where type = 'host.reported'");
    const before = await told();
    expect((await importHosts(db, list, request.now())).touched).toEqual([]);
    expect(await told()).toEqual(before);
  });
});
