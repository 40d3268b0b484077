import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rebuildCoverage } from "#app/directory/coverage.ts";
import { outboxWorker } from "#app/engine/outbox/worker.ts";
import { renderNotice } from "#app/incident/messages/render-notice.ts";
import { incidentPage } from "#app/incident/queries/incident-page.ts";
import type { SuspendAgain, SuspendPreview } from "#app/incident/queries/suspend-page.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { action, loader } from "#app/routes/incidents.suspendre.tsx";
import { freshDatabase } from "../../support/databases.ts";
import { withConvention, withOrganisations, withPerson } from "../../support/world.ts";
import { answerOf, browser, SECRET } from "./harness.ts";

const PATH = "/incidents/suspendre";
// Mardi 24 mars 2026, 15 h 10 à Paris.
const NOW = new Date("2026-03-24T14:10:00Z");
const typed = (more: Record<string, string> = {}) => ({
  intent: "preview",
  key: "une-cle",
  place: "region-paca@atrium",
  cause: "maintenance",
  from: "demain 20h",
  until: "6h",
  description: "L’ENT change de centre de données : rien ne sera accessible.",
  ...more,
});

describe("announcing a suspension of service (ATR-7.2)", () => {
  let db: Database;
  let web: ReturnType<typeof browser>;
  let region: Caller;
  const told = ["dsi-academie-nice", "rssi-academie-aix-marseille", "draaf-draaf-paca"].map(
    (who) => `${who}-0@agents.example.invalid`,
  );
  const heads = ["0061234a", "0131234b"].map((uai) => `chefetablissement-${uai}-0@agents.example.invalid`);
  beforeAll(async () => {
    db = await freshDatabase();
    await withConvention(db, "ene-atrium", NOW);
    const lycee = { kind: "etablissement", schoolType: "lycee" };
    await withOrganisations(db, [
      { key: "0061234A", name: "Lycée Masséna", uai: "0061234A", ...lycee, academie: "Nice", departement: "06", parent: "academie-nice" },
      { key: "0131234B", name: "Lycée Thiers", uai: "0131234B", ...lycee, academie: "Aix-Marseille", departement: "13", parent: "academie-aix-marseille" },
    ]); // biome-ignore format: one organisation a line
    await rebuildCoverage(db);
    region = await withPerson(db, { function: "dsi", at: "region-paca" });
    await withPerson(db, { function: "dsi", at: "academie-nice" });
    await withPerson(db, { function: "rssi", at: "academie-aix-marseille" });
    await withPerson(db, { function: "draaf", at: "draaf-paca" });
    await withPerson(db, { function: "chefEtablissement", at: "0061234A" });
    await withPerson(db, { function: "chefEtablissement", at: "0131234B" });
    web = browser(db, { at: NOW });
  });
  afterAll(() => db.close());
  const count = async () =>
    (await db.query<{ n: number }>("select count(*) n from dossier where kind = 'incident'"))[0]?.n;
  const post = async (more = {}, as = region) => answerOf(web.post(action, as, PATH, typed(more)));

  test("the région is offered itself", async () => {
    const { data } = await answerOf(web.get(loader, region, PATH));
    expect(data).toMatchObject({ places: { choices: [{ value: "region-paca@atrium", mine: true }] } });
    expect((await answerOf(web.get(loader, null, PATH))).to).toMatch(/^\/connexion/);
  });

  test("the preview gives the window in full and who will be told, and does nothing", async () => {
    const shown = (await post()).data as SuspendPreview;
    expect(shown).toMatchObject({
      step: "preview",
      window: { from: "2026-03-25T19:00:00.000Z", until: "2026-03-26T05:00:00.000Z" },
      values: { title: "Suspension de service (maintenance) – Région Provence-Alpes-Côte d’Azur" },
    });
    expect(shown.foreseen.people).toBe(5);
    expect(shown.foreseen.groups.map((one) => one.reason.rule)).toEqual(["ATR-7.2"]);
    expect(shown.foreseen.tasks.join()).toMatch(/Comité de pilotage/);
    expect(await count()).toBe(0);
  });

  test("every mistake is said at its field, and nothing typed is lost", async () => {
    const again = async (more: Record<string, string>) => (await post(more)).data as SuspendAgain;
    const before = await again({ until: "25/03 à 18h" });
    expect(before.errors).toEqual([
      { path: "until", message: expect.stringMatching(/La fin vient avant le début \(.*25 mars.*20/) },
    ]);
    expect(before.values.until).toBe("25/03 à 18h");
    const wrong = await again({ place: "", cause: "", from: "bientôt", until: "un jour", description: "" });
    expect(wrong.errors.map((one) => one.path)).toEqual(["place", "cause", "from", "until", "description"]);
    expect((await again({ from: "demain" })).errors).toEqual([
      { path: "from", message: expect.stringMatching(/jour et l’heure/) },
    ]);
    expect((await again({ from: "12h", until: "24/03 à 13h" })).errors[0]?.message).toMatch(/déjà passée/);
    const auditor = await withPerson(db, { function: "auditeur" });
    expect(((await post({}, auditor)).data as SuspendAgain).errors[0]?.path).toBe("place");
    expect(await count()).toBe(0);
  });

  test("announced: every party and the heads get it under ATR-7.2, with cause and window; once", async () => {
    const shown = (await post()).data as SuspendPreview;
    const confirm = {
      ...shown.values,
      intent: "announce",
      fromAt: shown.window.from,
      untilAt: shown.window.until ?? "",
    };
    const sent = await post(confirm);
    expect(sent.to).toBe("/incidents/INC-2026-001?declare=1");
    expect((await post(confirm)).to).toBe(sent.to);
    expect(await count()).toBe(1);
    const rows = await db.query<{ address: string; rule: string; channel: string }>(
      "select address, rule, channel from delivery order by address",
    );
    expect(rows.map((one) => one.address)).toEqual([...told, ...heads].sort());
    expect(new Set(rows.map((one) => `${one.channel} ${one.rule}`))).toEqual(new Set(["mail ATR-7.2"]));

    const mails: string[] = [];
    const mail = {
      concurrency: 2,
      send: async (...[delivery, notice]: Parameters<Send>) => {
        mails.push(renderNotice(delivery, notice, { publicUrl: "https://t.example", secret: SECRET }).text);
        return { ok: true as const };
      },
    };
    const onError = (error: unknown) => {
      throw error;
    };
    await outboxWorker(db, { channels: { mail }, now: () => NOW, onError }).run();
    expect(mails).toHaveLength(5);
    for (const text of mails) {
      expect(text).toContain("Cause : maintenance");
      expect(text).toMatch(
        /Du mercredi 25 mars 2026 à 20.?[h:].?00 au jeudi 26 mars 2026 à 0?6.?[h:].?00 \(heure de Paris\)/,
      );
      expect(text).toContain("L’ENT change de centre de données");
    }
  });

  test("the committee has its task, and the page shows cause and window", async () => {
    const tasks = await db.query("select title, rule, state from task where key = 'committee'");
    expect(tasks).toMatchObject([{ title: expect.stringMatching(/Comité de pilotage/), rule: "ATR-7.2" }]);
    const asked = { ref: "INC-2026-001", departement: null, page: 1, journal: null, before: null };
    const incident = await incidentPage(db, region, asked, NOW);
    expect(incident?.facts.suspension).toMatchObject({ cause: "maintenance" });
  });
});

type Send = NonNullable<Parameters<typeof outboxWorker>[1]["channels"]["mail"]>["send"];
